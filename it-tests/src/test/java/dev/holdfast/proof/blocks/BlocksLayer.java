package dev.holdfast.proof.blocks;

import static dev.holdfast.proof.disk.FileSystemKind.BTRFS;
import static dev.holdfast.proof.disk.FileSystemKind.EXT4;
import static dev.holdfast.proof.disk.FileSystemKind.XFS;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.blocks.RecordedDisk.Sickness;
import dev.holdfast.proof.disk.FileSystemKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Every block write of runs of saves. */
public final class BlocksLayer implements Layer {
  private static final List<List<String>> WAYS =
      List.of(
          List.of("FileOutputStream(File)", "File.renameTo"),
          List.of("Files.write(bytes)", "Files.move(REPLACE_EXISTING)"),
          List.of("FileChannel.write", "Files.newBufferedWriter"),
          List.of("AsynchronousFileChannel", "Files.copy(InputStream)"));

  private static final int JDK_OF_SICK_DISKS = 17;
  private static final int SAVES_QUICK = 8;
  private static final int SAVES_FULL = 30;
  private static final int ROUNDS_FULL = 6;

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public String sentence() {
    return "Each block write of a run of saves is a crash point: the disk as it was after each is"
        + " mounted and looked at, with and without what a drive keeps in its cache.";
  }

  @Override
  public String missingOrNull(Run run) {
    return Programs.missingOrNull();
  }

  @Override
  public void run(Run run) throws Exception {
    Path scratch = run.folder("blocks");
    try (ReflinkHost host = ReflinkHost.in(scratch)) {
      Programs programs = Programs.compile(scratch);
      Map<FileSystemKind, Path> bases = new EnumMap<>(FileSystemKind.class);
      for (FileSystemKind kind : FileSystemKind.values()) {
        bases.put(kind, Recording.base(host.folder(), kind, 2));
      }
      AtomicLong states = new AtomicLong();
      List<Callable<Void>> jobs = new ArrayList<>();
      for (Plan plan : plans(run)) {
        jobs.add(
            () -> {
              states.addAndGet(prove(run, programs, plan, bases.get(plan.kind()), scratch));
              return null;
            });
      }
      for (FileSystemKind kind : List.of(EXT4, XFS, BTRFS)) {
        for (Sickness sickness : List.of(Sickness.WRITES, Sickness.FLUSHES)) {
          for (Engine engine : List.of(Engine.HOLDFAST, Engine.STOCK)) {
            Plan plan = plan(run, kind, Jvms.of(JDK_OF_SICK_DISKS), engine, WAYS.get(0), 0);
            jobs.add(
                () -> {
                  Path own = Files.createTempDirectory(scratch, "sick-");
                  new SickDisk(run, programs, plan, sickness).play(bases.get(kind), own);
                  return null;
                });
          }
        }
      }
      long start = System.nanoTime();
      run.inParallel(jobs);
      double minutes = (System.nanoTime() - start) / 60e9;
      run.figure(
          String.format(
              "blocks: %d states, %.0f a minute, recordings included",
              states.get(), states.get() / minutes));
    }
  }

  private static List<Plan> plans(Run run) {
    List<Jdk> jdks = Jvms.matrix().filter(Jdk::isThere).toList();
    List<Plan> plans = new ArrayList<>();
    int number = 0;
    for (int round = 0; round < run.depth().of(1, ROUNDS_FULL); round++) {
      for (FileSystemKind kind : FileSystemKind.values()) {
        for (List<String> ways : WAYS) {
          Jdk jdk = jdks.get(number % jdks.size());
          plans.add(plan(run, kind, jdk, Engine.HOLDFAST, ways, number++));
        }
      }
    }
    for (FileSystemKind kind : FileSystemKind.values()) {
      Jdk jdk = jdks.get(number % jdks.size());
      plans.add(plan(run, kind, jdk, Engine.STOCK, WAYS.get(0), number++));
    }
    Collections.shuffle(plans, new java.util.Random(run.seed()));
    return plans;
  }

  private static Plan plan(
      Run run, FileSystemKind kind, Jdk jdk, Engine engine, List<String> ways, int number) {
    int saves = run.depth().of(SAVES_QUICK, SAVES_FULL);
    return new Plan(kind, jdk, engine, ways, saves, run.seed() + number, Customizer.NONE);
  }

  /** The recording as an artefact, kept once. */
  private static String keep(Run run, Recording recording, Plan plan) {
    Path file = run.artefacts().resolve("blocks-" + plan.kind().type() + "-" + plan.seed() + ".gz");
    synchronized (run) {
      try {
        if (!Files.exists(file)) {
          KeptRecording.keep(recording, file);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return file.toString();
  }

  private record Judge(Run run, Recording recording, Plan plan, Map<Walk.Crash, Row> rows)
      implements Walk.Visitor {
    @Override
    public void found(int record, Walk.Crash crash, Verdict verdict, String what) {
      Row row = rows.get(crash);
      row.tally().add(verdict);
      if (verdict != Verdict.GOOD && plan.engine().equals(Engine.HOLDFAST)) {
        String kept = keep(run, recording, plan);
        run.finding(row, "record " + record + ": " + what, "prove replay " + kept + " " + record);
      }
    }

    @Override
    public boolean isDoubtful() {
      return plan.engine().equals(Engine.HOLDFAST);
    }

    @Override
    public void unsteady(int record, Walk.Crash crash, String what) {
      run.figure(
          "blocks: looked at twice, and bad the first time only: "
              + plan.kind().title()
              + ", record "
              + record
              + ", "
              + crash.title()
              + ": "
              + what);
    }
  }

  private static long prove(Run run, Programs programs, Plan plan, Path base, Path scratch)
      throws Exception {
    long start = System.nanoTime();
    Path own = Files.createTempDirectory(scratch, "recording-");
    Recording recording = Recording.make(programs, plan, base, own);
    long recorded = System.nanoTime();
    Map<Walk.Crash, Row> rows = new EnumMap<>(Walk.Crash.class);
    for (Walk.Crash crash : Walk.Crash.values()) {
      String shape = crash.title() + ": " + String.join(", ", plan.ways());
      rows.put(
          crash,
          run.row(
              new Row(
                  "blocks",
                  plan.engine(),
                  plan.jdk().toString(),
                  plan.kind().title(),
                  shape,
                  new Tally())));
    }
    new Walk(programs, recording, new Judge(run, recording, plan, rows)).run();
    try (Stream<Path> left = Files.list(own)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    long states = rows.values().stream().mapToLong(row -> row.tally().all()).sum();
    run.say(
        plan.kind().title()
            + " "
            + plan.engine().name()
            + " "
            + plan.jdk()
            + ": "
            + states
            + " states, recorded in "
            + (recorded - start) / 1_000_000
            + " ms, looked at in "
            + (System.nanoTime() - recorded) / 1_000_000
            + " ms "
            + rows.values().stream().map(row -> row.tally().toString()).toList());
    return plan.engine().equals(Engine.HOLDFAST) ? states : 0;
  }
}
