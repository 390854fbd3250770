package dev.holdfast.proof.blocks;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.blocks.BlockLog.Entry;
import dev.holdfast.proof.disk.Check;
import dev.holdfast.proof.disk.Found;
import dev.holdfast.proof.disk.Mounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import samples.Counters.Word;

/**
 * Looks at the states of a recording. After each write the image is what it is until the next one
 * arrives; what has been acknowledged by then must be on it, and nothing that had not begun.
 */
final class Walk {
  /** The file system's own check takes longer than all the rest: of every so many states. */
  private static final int STATES_A_CHECK = 97;

  private static final int PARTS = 3;

  private static final String OURS = ".holdfast-";

  /** What kind of crash. */
  enum Crash {
    /** All that was written survives. */
    CUT("power cut after each block write"),
    /** Of what was not flushed, a random half survives. */
    CACHE_LOST("power cut, the drive's cache lost");

    private final String title;

    Crash(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Is told of each state, by several threads. */
  interface Visitor {
    void found(int record, Crash crash, Verdict verdict, String what);

    /** Whether what is bad is looked at once more: not where nothing else is expected. */
    default boolean isDoubtful() {
      return false;
    }

    /**
     * What was found first, and not when the same bytes were looked at once more: a fault of the
     * bench, not of the state.
     */
    default void unsteady(int record, Crash crash, String what) {}
  }

  private final Recording recording;
  private final Programs programs;
  private final Visitor visitor;

  Walk(Programs programs, Recording recording, Visitor visitor) {
    this.recording = recording;
    this.programs = programs;
    this.visitor = visitor;
  }

  /** All states. Most of a mount is waiting in the kernel, so that several go on at once. */
  void run() throws Exception {
    int records;
    try (BlockLog log = recording.open()) {
      records = log.records().size();
    }
    List<Callable<Void>> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      int from = records * i / PARTS;
      int to = records * (i + 1) / PARTS;
      parts.add(
          () -> {
            run(from, to);
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(PARTS);
    try {
      for (Future<Void> done : pool.invokeAll(parts)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The states after one record. */
  void at(int record) throws IOException {
    run(record, record + 1);
  }

  /** The states after the records from {@code from} to before {@code to}. */
  private void run(int from, int to) throws IOException {
    Path probeImage = Files.createTempFile(recording.base().getParent(), "probe-", ".img");
    ReflinkHost.copy(recording.base(), probeImage);
    try (BlockLog log = recording.open();
        Disks disks = new Disks(log, recording.base(), recording.seed());
        Mounter probe = Mounter.of(programs.mounter(), probeImage, recording.kind())) {
      List<Entry> records = log.records();
      for (int i = from; i < Math.min(to, records.size()); i++) {
        if (records.get(i).changes()) {
          disks.goTo(i);
          for (Crash crash : Crash.values()) {
            look(disks, probe, records, i, crash);
          }
        }
      }
    }
  }

  /** What is bad is looked at once more, by a loop device of its own, before it is believed. */
  private void look(Disks disks, Mounter probe, List<Entry> records, int number, Crash crash)
      throws IOException {
    disks.cut(crash, probe);
    State first = look(probe, records, number, crash);
    if (first.verdict == Verdict.GOOD || !visitor.isDoubtful()) {
      visitor.found(number, crash, first.verdict, first.what);
      return;
    }
    Path again = Files.createTempFile(recording.base().getParent(), "again-", ".img");
    ReflinkHost.copy(recording.base(), again);
    try (Mounter other = Mounter.of(programs.mounter(), again, recording.kind())) {
      disks.cut(crash, other);
      State second = look(other, records, number, crash);
      if (second.verdict == Verdict.GOOD) {
        visitor.unsteady(number, crash, first.what);
      }
      visitor.found(number, crash, second.verdict, second.what);
    }
  }

  /** What a state was found to be. */
  private record State(Verdict verdict, String what) {}

  private State look(Mounter probe, List<Entry> records, int number, Crash crash)
      throws IOException {
    // A flush leaves the image as it is; but what is acknowledged by it can't be lost any more.
    int next = number + 1;
    while (crash == Crash.CUT && next < records.size() && !records.get(next).changes()) {
      next++;
    }
    try {
      probe.mount();
    } catch (IOException refused) {
      return new State(Verdict.UNSOUND, refused.getMessage());
    }
    State found;
    try {
      found = judged(probe.folder(), records, number, next);
    } finally {
      probe.unmount();
    }
    return found.verdict == Verdict.GOOD && number % STATES_A_CHECK == 0
        ? checked(probe.image())
        : found;
  }

  private State judged(Path folder, List<Entry> records, int number, int next) throws IOException {
    Verdict worst = Verdict.GOOD;
    StringBuilder what = new StringBuilder();
    for (int i = 0; i < recording.targets(); i++) {
      int slot = 1 + i;
      long least =
          next < records.size()
              ? records.get(next).count(slot, Word.ACKED)
              : recording.lastCount(slot, Word.ACKED);
      long most = records.get(number).count(slot, Word.STARTED);
      Found found = Found.in(folder.resolve(Plan.target(i)));
      Verdict verdict = found.within(least, most);
      if (verdict != Verdict.GOOD) {
        worst = verdict;
        what.append(Plan.target(i)).append(": ").append(found.what());
        what.append(", allowed ").append(least).append(" to ").append(most).append("; ");
      }
    }
    List<String> left = ours(folder.resolve(Plan.DATA));
    if (worst == Verdict.GOOD && left.size() > recording.targets()) {
      worst = Verdict.LEFTOVER;
      what.append(left);
    }
    return new State(worst, what.toString());
  }

  private static List<String> ours(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName() + "").filter(f -> f.startsWith(OURS)).toList();
    }
  }

  private State checked(Path image) {
    try {
      Check.soundness(recording.kind(), image);
      return new State(Verdict.GOOD, "");
    } catch (IOException unsound) {
      return new State(Verdict.UNSOUND, unsound.getMessage());
    }
  }
}
