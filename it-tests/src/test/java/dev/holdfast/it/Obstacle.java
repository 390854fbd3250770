package dev.holdfast.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Why a target can't be replaced by a rename. Most of them need root to be made. */
enum Obstacle {
  HARD_LINKS("it has several hard links") {
    @Override
    void make(Path target) throws Exception {
      Files.createLink(target.resolveSibling("another.name"), target);
    }

    @Override
    List<String> savedBy(Jdk jdk) {
      return List.of();
    }
  },

  /** Everybody may write it; only root may give a new file its owner. */
  OWNER("owner") {
    @Override
    void make(Path target) throws Exception {
      OtherUser.requireRoot("a file of another user");
      OtherUser.command("chmod", "666", target.toString());
      OtherUser.command("chmod", "777", target.getParent().toString());
    }

    @Override
    List<String> savedBy(Jdk jdk) throws Exception {
      return OtherUser.nobody(jdk);
    }
  },

  /** The file is the application's user's own, its folder is not. */
  FOLDER("no file can be created in its folder (Permission denied)") {
    @Override
    void make(Path target) throws Exception {
      OtherUser.requireRoot("a file of another user");
      OtherUser.command("chown", "65534:65534", target.toString());
      OtherUser.command("chmod", "755", target.getParent().toString());
    }

    @Override
    List<String> savedBy(Jdk jdk) throws Exception {
      return OtherUser.nobody(jdk);
    }
  },

  /** As a container's single-file volume. */
  BIND_MOUNT("it can't be replaced by a rename (Device or resource busy)") {
    @Override
    void make(Path target) throws Exception {
      OtherUser.requireRoot("a bind mount");
      OtherUser.command("mount", "--bind", target.toString(), target.toString());
    }

    @Override
    List<String> savedBy(Jdk jdk) {
      return List.of();
    }

    @Override
    void remove(Path target) throws Exception {
      OtherUser.succeeds(List.of(), "umount", target.toString());
    }
  },

  /** Its files may be written; none may come or go. */
  IMMUTABLE_FOLDER("no file can be created in its folder (Operation not permitted)") {
    @Override
    void make(Path target) throws Exception {
      OtherUser.requireRoot("an immutable folder");
      Jvms.requireOrSkip(
          OtherUser.succeeds(List.of(), "chattr", "+i", target.getParent().toString()),
          "no folder can be immutable in " + target.getParent());
    }

    @Override
    List<String> savedBy(Jdk jdk) {
      return List.of();
    }

    @Override
    void remove(Path target) throws Exception {
      OtherUser.succeeds(List.of(), "chattr", "-i", target.getParent().toString());
    }
  };

  /** Nothing of ours can be beside the target. */
  static final Set<Obstacle> AWAY = Set.of(FOLDER, IMMUTABLE_FOLDER);

  private final String reason;

  Obstacle(String reason) {
    this.reason = reason;
  }

  /** What the operator is told. */
  String reason() {
    return reason;
  }

  /** {@code target} is there, in a folder of its own, as root has made it. */
  abstract void make(Path target) throws Exception;

  /** The words to put before the command of the JVM that saves. */
  abstract List<String> savedBy(Jdk jdk) throws Exception;

  /** Nothing stays of it. */
  void remove(Path target) throws Exception {}
}
