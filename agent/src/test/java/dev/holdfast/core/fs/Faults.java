package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts and logs the calls of a {@link FakeFs}; lets the n-th of them fail, or the power with it.
 */
public final class Faults {
  private static final int ALWAYS = Integer.MAX_VALUE;

  /** The calls of one kind (null: of any) from the n-th to the m-th, counted from 1. */
  private static final class Fault {
    final Call kindOrNull;
    final int from;
    final int to;
    final int errno;

    Fault(Call kindOrNull, int from, int to, int errno) {
      this.kindOrNull = kindOrNull;
      this.from = from;
      this.to = to;
      this.errno = errno;
    }
  }

  /** One call as the log has it. */
  private static final class Line {
    final Call call;
    final String text;

    Line(Call call, String text) {
      this.call = call;
      this.text = text;
    }
  }

  private final List<Line> log = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
  private int count;
  private int fired;
  private int cutBefore = ALWAYS;
  private boolean cut;
  private Call meanwhileKind;
  private int meanwhileCount;
  private Runnable meanwhile;
  private Runnable watcher = () -> {};
  private Predicate<String> lies = name -> false;

  /** The {@code nth} call of that kind from now on fails once. */
  public void fail(Call kind, int nth, int errno) {
    int base = counts.getOrDefault(kind, 0);
    faults.add(new Fault(kind, base + nth, base + nth, errno));
  }

  /** All calls of that kind fail from now on. */
  public void failAlways(Call kind, int errno) {
    faults.add(new Fault(kind, 0, ALWAYS, errno));
  }

  /** The {@code nth} call from now on, whatever it is, fails once. */
  public void failAny(int nth, int errno) {
    faults.add(new Fault(null, count + nth, count + nth, errno));
  }

  /** The {@code nth} call from now on and all after it fail. */
  public void failAnyFrom(int nth, int errno) {
    faults.add(new Fault(null, count + nth, ALWAYS, errno));
  }

  /** Just before the {@code nth} call of that kind from now on, {@code others} do something. */
  public void meanwhile(Call kind, int nth, Runnable others) {
    meanwhileKind = kind;
    meanwhileCount = counts.getOrDefault(kind, 0) + nth;
    meanwhile = others;
  }

  /** Called before every call: what a power cut would find then. */
  public void watch(Runnable watchingAll) {
    watcher = watchingAll;
  }

  /** Forces of files and folders that these names are of say yes and do nothing. */
  public void lieAboutForcesOf(Predicate<String> names) {
    lies = names;
  }

  boolean isLie(String forced) {
    return lies.test(forced);
  }

  /** How many calls have failed so. */
  public int fired() {
    return fired;
  }

  /** The power is cut just before the {@code nth} call from now on. */
  public void cutBefore(int nth) {
    cutBefore = count + nth;
  }

  void restart() {
    cut = false;
    cutBefore = ALWAYS;
  }

  public boolean isCut() {
    return cut;
  }

  /** How many calls there were. */
  public int count() {
    return count;
  }

  /** How many calls of that kind there were. */
  public int countOf(Call kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** Forgets the log, not the counts. */
  public void clearLog() {
    log.clear();
  }

  /** The calls of these kinds (none given: of all) in their order, failed ones included. */
  public List<String> log(Call... kinds) {
    List<String> lines = new ArrayList<>();
    for (Line line : log) {
      if (kinds.length == 0 || Arrays.asList(kinds).contains(line.call)) {
        lines.add(line.text);
      }
    }
    return lines;
  }

  /** One more call; throws instead of it. */
  void before(Call call, String what) throws Errno {
    watcher.run();
    if (isMeanwhile(call, what)) {
      meanwhile.run(); // not under the monitor: it may wait for another thread's calls
    }
    failIfFaulty(call);
  }

  private synchronized boolean isMeanwhile(Call call, String what) {
    count++;
    counts.merge(call, 1, Integer::sum);
    if (cut || count >= cutBefore) {
      cut = true;
      throw new PowerCut();
    }
    log.add(new Line(call, call + " " + what));
    return call == meanwhileKind && counts.get(call) == meanwhileCount;
  }

  private synchronized void failIfFaulty(Call call) throws Errno {
    int nth = counts.get(call);
    for (Fault fault : faults) {
      int number = fault.kindOrNull == null ? count : nth;
      boolean kind = fault.kindOrNull == null || fault.kindOrNull == call;
      if (kind && number >= fault.from && number <= fault.to) {
        fired++;
        throw errno(fault.errno);
      }
    }
  }

  static Errno errno(int number) {
    return new Errno(number, words(number));
  }

  private static String words(int errno) {
    return switch (errno) {
      case Errors.EPERM -> "Operation not permitted";
      case Errors.ENOENT -> "No such file or directory";
      case 5 -> "Input/output error";
      case 9 -> "Bad file descriptor";
      case Errors.EACCES -> "Permission denied";
      case Errors.EBUSY -> "Device or resource busy";
      case Errors.EEXIST -> "File exists";
      case Errors.EXDEV -> "Invalid cross-device link";
      case Errors.ENOTDIR -> "Not a directory";
      case Errors.EISDIR -> "Is a directory";
      case 22 -> "Invalid argument";
      case 24 -> "Too many open files";
      case 28 -> "No space left on device";
      case Errors.EROFS -> "Read-only file system";
      case 40 -> "Too many levels of symbolic links";
      case Errors.ENOTSUP -> "Operation not supported";
      default -> "Error " + errno;
    };
  }
}
