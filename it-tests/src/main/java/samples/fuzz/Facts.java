package samples.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Which file a name stands for. */
final class Facts {
  static final Facts NONE = new Facts("", 0);

  /** Device and inode; empty if there is none. */
  final String file;

  /** How many names it has. */
  final int names;

  private Facts(String file, int names) {
    this.file = file;
    this.names = names;
  }

  static Facts of(Path path, LinkOption... links) {
    try {
      Map<String, Object> facts = Files.readAttributes(path, "unix:dev,ino,nlink", links);
      return new Facts(facts.get("dev") + "-" + facts.get("ino"), (Integer) facts.get("nlink"));
    } catch (IOException missing) {
      return NONE;
    }
  }

  static Facts ofName(Path path) {
    return of(path, LinkOption.NOFOLLOW_LINKS);
  }

  boolean exists() {
    return !file.isEmpty();
  }
}
