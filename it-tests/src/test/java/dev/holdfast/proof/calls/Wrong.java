package dev.holdfast.proof.calls;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something made wrong on purpose in every save below a folder: the bench must find it. */
public sealed interface Wrong permits Fault, Lie {
  /** What is wrong, a sentence without its full stop. */
  String sentence();

  /** To be asked before {@code child} starts; it saves below {@code folder}, a real path. */
  ChildJvm set(Run run, ChildJvm child, Path folder) throws IOException;

  /**
   * To be asked once the JVM {@code pid} runs, before its first save; {@code folders} are those in
   * which it saves. Closed when it has saved for the last time.
   */
  Meddling begin(long pid, List<Path> folders) throws IOException;

  /** Goes on until it is closed. */
  interface Meddling extends AutoCloseable {
    @Override
    void close();
  }
}
