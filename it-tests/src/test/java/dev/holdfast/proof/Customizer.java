package dev.holdfast.proof;

import dev.holdfast.it.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;

/** What else a saving JVM gets: options, an environment. */
public interface Customizer {
  /** Nothing. */
  Customizer NONE = (child, folder) -> child;

  /** To be asked before {@code child} starts; it saves below {@code folder}, a real path. */
  ChildJvm on(ChildJvm child, Path folder) throws IOException;
}
