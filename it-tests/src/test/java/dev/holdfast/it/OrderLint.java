package dev.holdfast.it;

import dev.holdfast.it.FileEvent.Kind;
import dev.holdfast.it.FileEvent.TracedFile;
import java.util.ArrayList;
import java.util.List;
import samples.Way;

/**
 * The order of system calls that makes a save atomic and durable, checked on a trace. A pure
 * function: each {@link Rule} has a trace in {@code OrderLintTest} that breaks it and no other.
 */
public final class OrderLint {
  /** What a save must do between the ACK before it and its own. */
  public enum Rule {
    /** Exactly one rename onto the target. */
    REPLACED_ONCE,
    /** What was renamed is a {@code .holdfast-} file of the target's folder. */
    SHADOWED,
    /** The new bytes were written to the file that was renamed. */
    WRITTEN,
    /** It was forced after its last write and before the rename. */
    FORCED_BEFORE_RENAME,
    /** An application that forces its own file does so once, and we don't do it again. */
    FORCED_ONCE,
    /** The folder, and that of the source, was forced after the rename and before the ACK. */
    FOLDER_FORCED,
    /** The target is never made, cut, written, unlinked or moved away. */
    TARGET_UNTOUCHED,
    /** The old file was held open from before the rename until the folder was forced. */
    OLD_HELD,
    /** A file whose force failed is neither forced again nor renamed onto the target. */
    FAILED_FORCE_FINAL,
    /** When the ACK is said, no {@code .holdfast-} file is left in the folder. */
    NOTHING_LEFT
  }

  /** Was the target there before the first save? */
  public enum Before {
    EXISTS,
    ABSENT
  }

  /** Does the new version have bytes? */
  public enum Content {
    SOME,
    NONE
  }

  /** One rule broken by save {@code save}. */
  public record Violation(Rule rule, int save, String what) {}

  private final List<FileEvent> events;
  private final String target;
  private final String folder;
  private final Way.Kind kind;
  private final Content content;
  private final List<Violation> violations = new ArrayList<>();

  private OrderLint(List<FileEvent> events, String target, Way.Kind kind, Content content) {
    this.events = events;
    this.target = target;
    this.folder = parent(target);
    this.kind = kind;
    this.content = content;
  }

  /**
   * All violations by the saves of {@code target}, a real path (no link in it). {@code
   * acknowledged} is the name the program's ACKs have: another one where it saves through a link.
   */
  public static List<Violation> check(
      SystemCallTrace trace,
      String target,
      String acknowledged,
      Way.Kind kind,
      Before before,
      Content content) {
    List<String> existing = before == Before.EXISTS ? List.of(target) : List.of();
    OrderLint lint = new OrderLint(FileEvents.of(trace, existing), target, kind, content);
    lint.run(acknowledged, before);
    return lint.violations;
  }

  private void run(String acknowledged, Before before) {
    List<FileEvent> acks =
        events.stream()
            .filter(e -> e.kind() == Kind.ACKNOWLEDGED && e.path().equals(acknowledged))
            .toList();
    if (acks.size() < 2) {
      broken(Rule.REPLACED_ONCE, 0, "no save was acknowledged");
    }
    Before now = before;
    for (int i = 1; i < acks.size(); i++) {
      int save = Integer.parseInt(acks.get(i).detail());
      checkSave(save, acks.get(i - 1), acks.get(i), now);
      now = Before.EXISTS;
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private void broken(Rule rule, int save, String what) {
    violations.add(new Violation(rule, save, what));
  }

  private void checkSave(int save, FileEvent from, FileEvent to, Before before) {
    List<FileEvent> window =
        events.stream().filter(e -> e.end() > from.end() && e.start() < to.start()).toList();
    List<FileEvent> renames =
        window.stream().filter(e -> e.is(Kind.RENAMED) && e.path().equals(target)).toList();
    if (renames.size() != 1) {
      broken(Rule.REPLACED_ONCE, save, renames.size() + " renames onto the target");
    }
    checkTargetUntouched(save, window, renames);
    checkNothingLeft(save, to);
    checkFailedForces(save, window);
    if (!renames.isEmpty()) {
      FileEvent rename = renames.get(renames.size() - 1);
      checkSource(save, window, rename);
      String source = parent(rename.detail());
      if (!source.equals(folder) && firstForceOrNull(source, window, rename) == null) {
        broken(Rule.FOLDER_FORCED, save, "no force of " + source + " between rename and ACK");
      }
      FileEvent folderForce = firstForceOrNull(folder, window, rename);
      if (folderForce == null) {
        broken(Rule.FOLDER_FORCED, save, "no force of " + folder + " between rename and ACK");
      } else if (before == Before.EXISTS) {
        checkOldHeld(save, rename, folderForce);
      }
    }
  }

  private void checkSource(int save, List<FileEvent> window, FileEvent rename) {
    String source = rename.detail();
    boolean shadow = source.startsWith(folder + "/.holdfast-");
    if (kind == Way.Kind.OVERWRITES && !shadow) {
      broken(Rule.SHADOWED, save, source + " was renamed onto the target");
    }
    FileEvent lastWrite = null;
    for (FileEvent event : window) {
      boolean before = event.start() < rename.end(); // later ones are writes to the target
      if (before && event.is(Kind.WRITTEN) && event.file() == rename.file()) {
        lastWrite = event;
      }
    }
    if (lastWrite == null && content == Content.SOME) {
      broken(Rule.WRITTEN, save, "nothing was written to " + source);
    }
    int written = lastWrite == null ? -1 : lastWrite.end();
    List<FileEvent> forces =
        window.stream().filter(e -> e.is(Kind.FORCED) && e.file() == rename.file()).toList();
    if (forces.stream().noneMatch(f -> f.start() > written && f.end() < rename.start())) {
      broken(Rule.FORCED_BEFORE_RENAME, save, source + " was not forced between write and rename");
    }
    if (kind == Way.Kind.FORCES_AND_REPLACES && forces.size() > 1) {
      broken(Rule.FORCED_ONCE, save, source + " was forced " + forces.size() + " times");
    }
  }

  private static FileEvent firstForceOrNull(String path, List<FileEvent> window, FileEvent rename) {
    return window.stream()
        .filter(e -> e.is(Kind.FORCED) && e.path().equals(path))
        .filter(e -> e.start() > rename.end())
        .findFirst()
        .orElse(null);
  }

  /** Some descriptor of the old file is open at the rename and still at the force's return. */
  private void checkOldHeld(int save, FileEvent rename, FileEvent folderForce) {
    TracedFile old = null;
    for (FileEvent event : events) {
      boolean names = event.is(Kind.OPENED) || event.is(Kind.RENAMED) || event.is(Kind.LINKED);
      if (names && event.path().equals(target) && event.end() < rename.start()) {
        old = event.file();
      }
    }
    if (old == null || openAt(old, rename.start(), folderForce.end()) <= 0) {
      broken(Rule.OLD_HELD, save, "no descriptor keeps the old file until the folder is forced");
    }
  }

  /** How many descriptors of {@code file} are open at {@code from} and not closed by {@code to}. */
  private int openAt(TracedFile file, int from, int to) {
    int open = 0;
    for (FileEvent event : events) {
      if (event.file() == file && event.is(Kind.OPENED) && event.end() < from) {
        open++;
      }
      if (event.file() == file && event.kind() == Kind.CLOSED && event.start() < to) {
        open--;
      }
    }
    return open;
  }

  private void checkTargetUntouched(int save, List<FileEvent> window, List<FileEvent> renames) {
    for (FileEvent event : window) {
      boolean named = event.path().equals(target) && event.ok();
      if (named && event.isOpenForWriting() && event.isOpenThatMakesOrCuts()) {
        broken(Rule.TARGET_UNTOUCHED, save, "opened with " + event.detail());
      } else if (named && event.kind() == Kind.UNLINKED) {
        broken(Rule.TARGET_UNTOUCHED, save, "unlinked");
      } else if (event.is(Kind.RENAMED) && event.detail().equals(target)) {
        broken(Rule.TARGET_UNTOUCHED, save, "moved away to " + event.path());
      } else if (event.is(Kind.WRITTEN) && (named || isAfterItsRename(event, renames))) {
        broken(Rule.TARGET_UNTOUCHED, save, "written in place by " + event.detail());
      }
    }
  }

  private static boolean isAfterItsRename(FileEvent write, List<FileEvent> renames) {
    return renames.stream().anyMatch(r -> r.file() == write.file() && r.start() < write.end());
  }

  private void checkFailedForces(int save, List<FileEvent> window) {
    for (FileEvent failed : window) {
      if (failed.kind() != Kind.FORCED || failed.ok()) {
        continue;
      }
      for (FileEvent later : events) {
        boolean again =
            later.kind() == Kind.FORCED || (later.is(Kind.RENAMED) && later.path().equals(target));
        if (later.start() > failed.end() && later.file() == failed.file() && again) {
          broken(
              Rule.FAILED_FORCE_FINAL, save, failed.path() + " failed to be forced, then " + later);
        }
      }
    }
  }

  private void checkNothingLeft(int save, FileEvent ack) {
    List<String> left = new ArrayList<>();
    for (FileEvent event : events) {
      if (event.start() >= ack.start() || !event.ok()) {
        continue;
      }
      boolean makes = event.isOpenThatMakesOrCuts() || event.kind() == Kind.LINKED;
      if (event.kind() == Kind.RENAMED) {
        left.remove(event.detail());
        makes = true;
      }
      if (event.kind() == Kind.UNLINKED) {
        left.remove(event.path());
      }
      if (makes && event.path().startsWith(folder + "/.holdfast-")) {
        left.add(event.path());
      }
    }
    if (!left.isEmpty()) {
      broken(Rule.NOTHING_LEFT, save, left + " is left");
    }
  }
}
