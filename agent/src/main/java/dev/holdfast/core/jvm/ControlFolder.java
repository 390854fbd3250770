package dev.holdfast.core.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the agent in a JVM is spoken to: {@code /tmp/holdfast-UID/PID-START} as that JVM sees it.
 * By its name it belongs to one process; it is there while the agent is active.
 */
public final class ControlFolder {
  private static final int ONLY_THE_OWNER = 0700;

  private final Path path;
  private final int uid;

  private ControlFolder(Path path, int uid) {
    this.path = path;
    this.uid = uid;
  }

  static ControlFolder of(ProcessFolder process, int uid, int innerPid, long startTicks) {
    String path = "/tmp/holdfast-" + uid + "/" + innerPid + "-" + startTicks;
    return new ControlFolder(process.seenFromHere(path), uid);
  }

  /** As seen from here, also where the JVM is in a container. */
  public Path path() {
    return path;
  }

  /** Not if somebody else made it: /tmp is everybody's. */
  public boolean isThere() {
    return isOfOwner(path.getParent()) && isOfOwner(path);
  }

  private boolean isOfOwner(Path folder) {
    try {
      Map<String, Object> attributes =
          Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
      return (Boolean) attributes.get("isDirectory")
          && (Integer) attributes.get("uid") == uid
          && ((Integer) attributes.get("mode") & 0777) == ONLY_THE_OWNER;
    } catch (IOException missing) {
      return false;
    }
  }
}
