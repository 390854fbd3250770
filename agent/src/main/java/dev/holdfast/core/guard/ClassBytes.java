package dev.holdfast.core.guard;

import java.io.IOException;

/** Where class files come from. */
public interface ClassBytes {
  /** The class file that {@code type} runs; null where there is none to be had (generated). */
  byte[] bytesOrNull(Class<?> type) throws IOException;
}
