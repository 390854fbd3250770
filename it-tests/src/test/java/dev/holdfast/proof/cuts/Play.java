package dev.holdfast.proof.cuts;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.Found;
import dev.holdfast.proof.disk.MountedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samples.Counters;
import samples.Counters.Word;
import samples.Versions;
import samples.Ways;

/** One scene, played: cut after cut. */
final class Play {
  private static final int OLD_SIZE = 9000;
  private static final int WAIT_LEAST_MILLIS = 8;
  private static final int WAIT_RANGE_MILLIS = 80;
  private static final int CUTS_A_CHECK = 40;
  private static final String OURS = ".holdfast-";

  private final Run run;
  private final Scene scene;
  private final Row row;
  private final Row seen;
  private final Row left;
  private final Random random;
  private final Set<String> leftBefore = new HashSet<>();
  private final List<Books> books = new ArrayList<>();
  private Counters counters;
  private long lies;
  private long faults;

  Play(Run run, Scene scene) {
    this.run = run;
    this.scene = scene;
    this.random = new Random(scene.seed());
    this.row = row(scene.shape());
    this.seen = row("a reader looks on, " + scene.shape());
    this.left = row("left behind after the next start, " + scene.shape());
  }

  private Row row(String shape) {
    return new Row("cuts", scene.engine(), scene.jvm(), scene.kind().title(), shape, new Tally());
  }

  /** The saves that were begun. */
  long play(Path scratch) throws IOException {
    Path countersFile = scratch.resolve("counters");
    counters = Counters.in(countersFile.toFile(), scene.slots());
    counters.set(0, Word.ALLOWED, Long.MAX_VALUE);
    try (MountedImage image = MountedImage.in(scratch, scene.kind())) {
      Files.createDirectory(image.folder().resolve(Savers.DATA));
      for (int i = 0; i < scene.targets(); i++) {
        Files.write(Savers.target(image.folder(), i), Versions.content(0, OLD_SIZE, i));
        books.add(new Books(counters, scene.slot(i)));
      }
      image.check();
      run.row(row);
      try (Savers savers = new Savers(scene, image.folder(), countersFile)) {
        savers.start(scene.seed());
        for (int cut = 1; cut <= scene.cuts(); cut++) {
          cut(image, savers, cut);
        }
        savers.end();
      }
      judgeReaders();
      if (!scene.engine().equals(Engine.STOCK)) {
        judgeNextStart(image.folder());
      }
    }
    long saves = 0;
    for (int i = 0; i < scene.targets(); i++) {
      saves += counters.get(scene.slot(i), Word.STARTED);
    }
    return saves;
  }

  private void cut(MountedImage image, Savers savers, int number) throws IOException {
    Savers.pause(WAIT_LEAST_MILLIS + random.nextInt(WAIT_RANGE_MILLIS));
    image.cut();
    if (scene.ending() == Scene.Ending.KILLED) {
      savers.kill();
    } else {
      savers.park(number);
    }
    image.comeBack();
    judge(image.folder(), number);
    if (number % CUTS_A_CHECK == 1) {
      check(image, number);
    }
    if (scene.ending() == Scene.Ending.KILLED) {
      savers.start(scene.seed() + number);
    } else {
      savers.goOn(number);
    }
  }

  private void judge(Path folder, int number) throws IOException {
    Verdict worst = Verdict.GOOD;
    StringBuilder what = new StringBuilder("cut " + number + ": ");
    for (int i = 0; i < scene.targets(); i++) {
      Found found = Found.in(Savers.target(folder, i));
      String allowed = books.get(i).least() + " to " + books.get(i).most();
      Verdict verdict = books.get(i).judge(found);
      if (verdict != Verdict.GOOD) {
        worst = verdict;
        what.append("t" + i + " ").append(found.what()).append(", allowed " + allowed + "; ");
      }
    }
    long liesNow = sum(Word.LIES);
    if (liesNow > lies) {
      worst = Verdict.DISHONEST;
      what.append(liesNow - lies).append(" saves acknowledged while nothing could be written; ");
      lies = liesNow;
    }
    Set<String> leftNow = ours(folder);
    leftNow.removeAll(leftBefore);
    leftBefore.addAll(leftNow);
    if (worst == Verdict.GOOD && leftNow.size() > scene.targets()) {
      worst = Verdict.LEFTOVER;
      what.append("new ").append(leftNow);
    }
    tally(row, worst, what.toString());
  }

  private long sum(Word word) {
    long sum = 0;
    for (int slot = 1; slot < scene.slots(); slot++) {
      sum += counters.get(slot, word);
    }
    return sum;
  }

  private void check(MountedImage image, int number) throws IOException {
    try {
      image.check();
    } catch (IOException unsound) {
      tally(row, Verdict.UNSOUND, "cut " + number + ": " + unsound.getMessage());
      throw unsound;
    }
  }

  /** Over all the scene: one that sees damage sees it again and again. */
  private void judgeReaders() {
    faults = sum(Word.FAULTS);
    run.row(seen);
    tally(
        seen,
        faults == 0 ? Verdict.GOOD : Verdict.TORN,
        faults + " times a part of a version, no file or an old version was seen");
  }

  /** The processes have ended: what they have left goes when the next one starts. */
  private void judgeNextStart(Path folder) throws IOException {
    Set<String> before = ours(folder);
    Savers.jvm(scene, 0, folder)
        .run(Ways.class, "Files.write(bytes)", Savers.target(folder, 0) + "", "1000", "1", "1");
    Set<String> after = ours(folder);
    run.row(left);
    tally(
        left,
        after.isEmpty() ? Verdict.GOOD : Verdict.LEFTOVER,
        after + " of " + before.size() + " are still there");
  }

  private void tally(Row to, Verdict verdict, String what) {
    to.tally().add(verdict);
    if (verdict != Verdict.GOOD && scene.engine().equals(Engine.HOLDFAST)) {
      run.finding(to, what, "prove " + run.depth() + " --seed " + run.seed() + " cuts");
    }
  }

  private static Set<String> ours(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(Savers.DATA))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(OURS))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }
}
