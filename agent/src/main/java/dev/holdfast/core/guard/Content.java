package dev.holdfast.core.guard;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a new version that is not published yet. */
public interface Content {
  /** All of them, from the first; the caller closes. */
  InputStream open() throws IOException;

  /** Bytes. */
  long size();

  /** A path by which they can be opened now, and only now. */
  String path();
}
