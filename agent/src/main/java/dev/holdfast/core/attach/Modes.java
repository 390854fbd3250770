package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Owner, group and permissions of one file or folder. */
final class Modes {
  static final int READ = 4;
  static final int SEARCH = 1;

  private final int uid;
  private final int gid;
  private final int mode;

  private Modes(Map<String, Object> attributes) {
    uid = (Integer) attributes.get("uid");
    gid = (Integer) attributes.get("gid");
    mode = (Integer) attributes.get("mode") & 07777;
  }

  static Modes of(Path path) throws IOException {
    return new Modes(Files.readAttributes(path, "unix:uid,gid,mode"));
  }

  /** Whether {@code who} may; an ACL, which only shows in the group's bits, may say otherwise. */
  boolean allow(int bit, ProcessStatus who) {
    if (who.readsEverything()) {
      return true;
    }
    if (uid == who.uid()) {
      return (mode >> 6 & bit) != 0;
    }
    if (who.groups().contains(gid)) {
      return (mode >> 3 & bit) != 0;
    }
    return (mode & bit) != 0;
  }

  /** {@code mode 0640, owner 0, group 0}. */
  @Override
  public String toString() {
    return String.format("mode %04o, owner %d, group %d", mode, uid, gid);
  }
}
