package dev.holdfast.proof.blocks;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.blocks.RecordedDisk.Sickness;
import dev.holdfast.proof.disk.Found;
import dev.holdfast.proof.disk.Mounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samples.Counters;
import samples.Counters.Word;
import samples.SavesCounted;

/**
 * A disk that fails below the file system, in the midst of a run of saves: what the kernel makes of
 * it differs between file systems, and a second fsync(2) says yes while the data is gone. The save
 * that meets it must throw, and no force may be repeated; what was acknowledged before and after is
 * on the disk when the power goes at the end.
 */
final class SickDisk {
  private static final long HEALTHY_SAVES = 3;
  private static final long SICK_SAVES = 2;
  private static final long LATER_SAVES = 3;
  private static final long PATIENCE_MILLIS = 60_000;

  /** The kernel writes what nobody has forced after half a minute; that is not waited for. */
  private static final long SETTLING_MILLIS = 50;

  private final Run run;
  private final Programs programs;
  private final Plan plan;
  private final Sickness sickness;
  private final Row row;

  SickDisk(Run run, Programs programs, Plan plan, Sickness sickness) {
    this.run = run;
    this.programs = programs;
    this.plan = plan;
    this.sickness = sickness;
    this.row =
        run.row(
            new Row(
                "blocks",
                plan.engine(),
                plan.jdk().toString(),
                plan.kind().title(),
                "the disk fails to do " + sickness + ": " + String.join(", ", plan.ways()),
                new Tally()));
  }

  /** {@code scratch}: empty. */
  void play(Path base, Path scratch) throws IOException {
    Path traceFile = scratch.resolve("trace");
    Path log = Files.createDirectory(scratch.resolve("disk"));
    Path probeImage = Files.createTempFile(base.getParent(), "probe-", ".img");
    ReflinkHost.copy(base, probeImage);
    long lastHealthy = HEALTHY_SAVES + SICK_SAVES + LATER_SAVES;
    try (RecordedDisk disk = RecordedDisk.on(programs, base, plan.kind(), log, plan.slots());
        Mounter probe = Mounter.of(programs.mounter(), probeImage, plan.kind())) {
      long end;
      try (ChildJvm.Running jvm =
          plan.jvm(disk.folder())
              .by(SystemCallTrace.recordTo(traceFile))
              .start(SavesCounted.class, plan.arguments(disk.folder(), disk.countersFile()))) {
        allow(disk.counters(), HEALTHY_SAVES, jvm);
        disk.become(sickness);
        allow(disk.counters(), HEALTHY_SAVES + SICK_SAVES, jvm);
        judgeHonesty(disk.counters(), jvm);
        disk.become(Sickness.NONE);
        allow(disk.counters(), lastHealthy, jvm);
        pause(SETTLING_MILLIS);
        end = Files.size(disk.log());
        judgeForces(jvm, traceFile);
      }
      judgeDisk(disk, end, base, probe);
      long later = 0;
      for (int i = 0; i < plan.targets(); i++) {
        later += disk.counters().get(1 + i, Word.ACKED) == lastHealthy ? 1 : 0;
      }
      run.figure(
          plan.kind().title()
              + ", "
              + plan.engine().name()
              + ", the disk has failed to do "
              + sickness
              + ": "
              + later
              + " of "
              + plan.targets()
              + " threads save again when it is well, without a mount");
    }
  }

  private void allow(Counters counters, long saves, ChildJvm.Running jvm) throws IOException {
    counters.set(0, Word.ALLOWED, saves);
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    for (int i = 0; i < plan.targets(); i++) {
      while (counters.get(1 + i, Word.ENDED) < saves) {
        if (System.nanoTime() > deadline || !jvm.isAlive()) {
          throw new IOException(
              "save " + saves + " has no end: " + jvm.outSoFar() + jvm.errSoFar());
        }
        pause(1);
      }
    }
  }

  /** Nothing that was begun on the sick disk may have been acknowledged. */
  private void judgeHonesty(Counters counters, ChildJvm.Running jvm) {
    for (int i = 0; i < plan.targets(); i++) {
      long acked = counters.get(1 + i, Word.ACKED);
      tally(
          acked > HEALTHY_SAVES ? Verdict.DISHONEST : Verdict.GOOD,
          "version " + acked + " was acknowledged by a disk that fails; " + jvm.outSoFar());
    }
  }

  /** No path's force is tried again after it has failed; each save has a path of its own. */
  private void judgeForces(ChildJvm.Running jvm, Path traceFile) {
    jvm.end();
    jvm.await();
    List<SystemCall> forces =
        SystemCallTrace.read(traceFile).calls().stream()
            .filter(call -> call.name().equals("fsync") || call.name().equals("fdatasync"))
            .filter(call -> call.argument(0).contains(".holdfast-"))
            .toList();
    for (SystemCall failed : forces) {
      String path = SystemCall.annotatedPathOrNull(failed.argument(0));
      boolean repeated =
          !failed.succeeded()
              && !failed.resultText().contains("EINTR")
              && forces.stream()
                  .anyMatch(
                      later ->
                          later.start() > failed.end()
                              && path.equals(SystemCall.annotatedPathOrNull(later.argument(0))));
      if (repeated) {
        tally(Verdict.DISHONEST, "a failed force was repeated: " + path);
      }
    }
  }

  private void judgeDisk(RecordedDisk disk, long end, Path base, Mounter probe) throws IOException {
    try (BlockLog log = BlockLog.read(disk.log(), disk.countersBytes(), end);
        Disks disks = new Disks(log, base, plan.seed())) {
      disks.goTo(log.records().size() - 1);
      disks.cut(probe);
    }
    probe.mount();
    try {
      for (int i = 0; i < plan.targets(); i++) {
        long least = disk.counters().get(1 + i, Word.ACKED);
        long most = Math.max(least, disk.counters().get(1 + i, Word.MAYBE));
        Found found = Found.in(probe.folder().resolve(Plan.target(i)));
        tally(
            found.within(least, most),
            Plan.target(i) + ": " + found.what() + ", allowed " + least + " to " + most);
      }
    } finally {
      probe.unmount();
    }
  }

  private void tally(Verdict verdict, String what) {
    row.tally().add(verdict);
    if (verdict != Verdict.GOOD && plan.engine().equals(Engine.HOLDFAST)) {
      run.finding(row, what, "prove " + run.depth() + " --seed " + run.seed() + " blocks");
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
