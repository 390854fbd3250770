package dev.holdfast.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/** The number of this process; on Java 8 nobody but the kernel tells it. */
final class ProcessId {
  private ProcessId() {}

  static String now() throws IOException {
    return Files.readSymbolicLink(Paths.get("/proc/self")).toString();
  }
}
