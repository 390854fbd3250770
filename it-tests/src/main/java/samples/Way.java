package samples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** One way in which a program writes a whole file. */
public interface Way {
  /** Makes {@code target} hold {@code content}; the save is over when this returns. */
  void save(File target, byte[] content) throws Exception;

  /** What {@link #save} was given, read back from {@code target}. Throws where it is damaged. */
  default byte[] load(File target) throws Exception {
    return Files.readAllBytes(target.toPath());
  }

  /** Why this JVM does not have the way; null if it has. */
  default String missingOrNull() {
    return null;
  }

  /** What kind of protocol the way follows by itself. */
  default Kind kind() {
    return Kind.OVERWRITES;
  }

  /** Who makes the file that becomes the target. */
  enum Kind {
    /** The way opens, or first deletes, the target itself. */
    OVERWRITES,
    /** The program writes a file of its own and moves it over the target, nothing forced. */
    REPLACES,
    /** As {@link #REPLACES}, and the program forces its own file before the move. */
    FORCES_AND_REPLACES
  }

  /** Thrown by {@link #load}: the file is no whole version. */
  final class DamagedException extends IOException {
    public DamagedException(String message) {
      super(message);
    }
  }
}
