package dev.holdfast.it.eventstore;

import java.io.IOException;
import java.nio.file.Path;

/** Where a store lies, and what happens there. Close removes it. */
interface Ground extends AutoCloseable {
  /** Existing, empty at first. */
  Path folder();

  /**
   * The service goes in the midst of whatever it does; what it had stays as the crash leaves it.
   */
  void crash(Service service) throws IOException;

  /** Whether it is no wonder if writing fails. */
  boolean isFailing();

  @Override
  void close() throws IOException;
}
