package dev.holdfast.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether one save that rewrote its target in place can be made whole after a crash at any moment:
 * from the first touch of the target to its force, all of the new version is in a journal that is
 * on the disk.
 */
final class JournalLint {
  private static final Set<String> WRITES =
      Set.of("write", "pwrite64", "writev", "ftruncate", "sendfile", "copy_file_range");
  private static final Set<String> FORCES = Set.of("fsync", "fdatasync");

  private final List<SystemCall> calls;
  private final String target;
  private final String home;
  private final List<String> wrong = new ArrayList<>();

  /** {@code home}: the folder in which the journal is. */
  JournalLint(List<SystemCall> calls, Path target, Path home) {
    this.calls = calls.stream().filter(SystemCall::succeeded).toList();
    this.target = target.toString();
    this.home = home.toString();
  }

  /** What is wrong; empty: nothing. */
  List<String> check() {
    int into = first("the bytes get into the journal", 0, this::isIntoJournal);
    int touched = first("the target is written", 0, this::isTouch);
    int forced = last("the target is forced", call -> isForceOf(call, target));
    int outOf = first("the bytes leave the journal", into, this::isOutOfJournal);
    int ack = first("ACK", 0, call -> call.argument(1).contains("ACK 1 "));
    int lastTouch = last("the target is written", this::isTouch);
    String shadow = home + "/.holdfast-s-";
    String journal = home + "/.holdfast-j-";
    int shadowWritten = last("the shadow copy is written", call -> isWriteOf(call, shadow));
    between("the shadow copy is forced", shadowWritten, into, call -> isForceOf(call, shadow));
    between("the journal is forced", into, touched, call -> isForceOf(call, journal));
    between("the journal's folder is forced", into, touched, call -> isForceOf(call, home));
    inOrder("the target is forced after its last write", lastTouch, forced);
    inOrder("the journal ends after the force of the target", forced, outOf);
    between("the end of the journal is forced", outOf, ack, call -> isForceOf(call, journal));
    return wrong;
  }

  private int first(String what, int after, Predicate<SystemCall> is) {
    return calls.stream()
        .filter(is)
        .mapToInt(SystemCall::start)
        .filter(start -> start > after)
        .findFirst()
        .orElseGet(() -> never(what));
  }

  private int last(String what, Predicate<SystemCall> is) {
    return calls.stream().filter(is).mapToInt(SystemCall::end).max().orElseGet(() -> never(what));
  }

  private int never(String what) {
    wrong.add("never: " + what);
    return 0;
  }

  private void between(String what, int from, int to, Predicate<SystemCall> is) {
    if (calls.stream().noneMatch(c -> is.test(c) && c.start() > from && c.end() < to)) {
      wrong.add("not in time: " + what);
    }
  }

  private void inOrder(String what, int earlier, int later) {
    if (later < earlier) {
      wrong.add("not so: " + what);
    }
  }

  private boolean isIntoJournal(SystemCall call) {
    return call.name().startsWith("rename")
        && SystemCall.resolve(call.argument(0), call.argument(1)).startsWith(home + "/.holdfast-s-")
        && SystemCall.resolve(call.argument(2), call.argument(3))
            .startsWith(home + "/.holdfast-j-");
  }

  private boolean isOutOfJournal(SystemCall call) {
    return call.name().startsWith("rename")
        && SystemCall.resolve(call.argument(0), call.argument(1))
            .startsWith(home + "/.holdfast-j-");
  }

  private boolean isTouch(SystemCall call) {
    return isWriteOf(call, target)
        || (call.name().startsWith("open")
            && SystemCall.resolve(call.argument(0), call.argument(1)).equals(target)
            && call.argument(2).contains("O_TRUNC"));
  }

  private static boolean isWriteOf(SystemCall call, String path) {
    return WRITES.contains(call.name()) && isOf(call, path);
  }

  private static boolean isForceOf(SystemCall call, String path) {
    return FORCES.contains(call.name()) && isOf(call, path);
  }

  /** {@code path}: all of it, or the beginning of a name of ours. */
  private static boolean isOf(SystemCall call, String path) {
    int to = call.name().equals("copy_file_range") ? 2 : 0;
    String found = SystemCall.annotatedPathOrNull(call.argument(to));
    return found != null && (found.equals(path) || (path.endsWith("-") && found.startsWith(path)));
  }
}
