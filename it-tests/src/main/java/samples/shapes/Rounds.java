package samples.shapes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs shapes in peace and in trouble: once on a protected file, interpreted; then often on an
 * unprotected one, until all of it is compiled; then on the protected one again. {@code Rounds
 * PROTECTED-FOLDER PLAIN-FOLDER WARM CHECKED CATALOGUE...}; prints a line for each shape, course,
 * phase and ending: {@code shape|course|phase|right ending|ending|what it threw|what it throws on
 * an unprotected file|count}.
 */
public final class Rounds {
  private static final String UNFINISHED = ".holdfast-unfinished";
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final File guarded;
  private final File plain;
  private final int warm;
  private final int checked;
  private long number;

  private Rounds(File guarded, File plain, int warm, int checked) {
    this.guarded = guarded;
    this.plain = plain;
    this.warm = warm;
    this.checked = checked;
  }

  public static void main(String[] arguments) throws Exception {
    Shapes shapes = new Shapes();
    for (int i = 4; i < arguments.length; i++) {
      Class.forName(arguments[i])
          .asSubclass(Catalogue.class)
          .getConstructor()
          .newInstance()
          .addTo(shapes);
    }
    Rounds rounds =
        new Rounds(
            new File(arguments[0]),
            new File(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    for (int i = 0; i < shapes.all.size(); i++) {
      rounds.run(shapes.all.get(i), i);
    }
    System.out.println("end of " + shapes.all.size() + " shapes");
  }

  private void run(Shapes.Entry entry, int index) throws IOException {
    File folder = new File(guarded, "shape-" + index);
    if (!folder.mkdir()) {
      throw new IOException("cannot make " + folder);
    }
    File target = new File(folder, "state.txt");
    // under another name, which no rule matches: the old version owes nothing to the agent
    File first = new File(plain, "first-" + index);
    Files.write(first.toPath(), "old version\n".getBytes(StandardCharsets.US_ASCII));
    Files.move(first.toPath(), target.toPath());
    File scratch = new File(plain, "state-" + index + ".txt");
    if (entry.pace == Shapes.Pace.QUICK) {
      // a link: a shape may remove what it finds under the name
      Files.createSymbolicLink(scratch.toPath(), new File("/dev/null").toPath());
    }
    Map<Job.Course, String> stock = new TreeMap<>();
    Map<String, Integer> results = new TreeMap<>();
    for (Job.Course course : Job.Course.values()) {
      count(results, course, "first", round(entry, target, course));
    }
    boolean quick = entry.pace == Shapes.Pace.QUICK || entry.pace == Shapes.Pace.FORCING;
    int warmRounds = quick ? warm : warm / 40;
    for (int i = 0; i < warmRounds; i++) {
      Job.Course course = i % 2 == 0 ? Job.Course.IN_TROUBLE : Job.Course.IN_PEACE;
      stock.put(course, call(entry.shape, new Job(scratch, course, number++)));
      if (entry.pace == Shapes.Pace.COLLECTED && i % 100 == 99) {
        System.gc();
      }
    }
    int checkedRounds = quick ? checked : checked / 20;
    for (int i = 0; i < checkedRounds; i++) {
      for (Job.Course course : Job.Course.values()) {
        count(results, course, "compiled", round(entry, target, course));
      }
    }
    print(entry, results, stock);
  }

  private static void count(
      Map<String, Integer> results, Job.Course course, String phase, String result) {
    results.merge(course + "|" + phase + "|" + result, 1, Integer::sum);
  }

  private static void print(
      Shapes.Entry entry, Map<String, Integer> results, Map<Job.Course, String> stock) {
    for (Map.Entry<String, Integer> result : results.entrySet()) {
      String[] parts = result.getKey().split("\\|", 4);
      Job.Course course = Job.Course.valueOf(parts[0]);
      Ending right = course == Job.Course.IN_PEACE ? Ending.NEW : entry.inTrouble;
      System.out.println(
          entry.name
              + "|"
              + course
              + "|"
              + parts[1]
              + "|"
              + right
              + "|"
              + parts[2]
              + "|"
              + parts[3]
              + "|"
              + stock.getOrDefault(course, parts[3])
              + "|"
              + result.getValue());
    }
  }

  /** {@code ending|what was thrown}. */
  private String round(Shapes.Entry entry, File target, Job.Course course) throws IOException {
    byte[] before = Files.readAllBytes(target.toPath());
    Job job = new Job(target, course, number++);
    String thrown = call(entry.shape, job);
    if (entry.pace == Shapes.Pace.COLLECTED) {
      awaitCollection(target, before);
    }
    return ending(job, before) + "|" + thrown;
  }

  /** What the shape threw, with all that hangs on it, but no stack. */
  private static String call(Shape shape, Job job) {
    try {
      shape.save(job);
      return "nothing";
    } catch (Throwable thrown) {
      return describe(thrown);
    } finally {
      Thread.interrupted(); // a shape may have left it set
    }
  }

  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.toString().replaceAll("[\r\n|]", " "));
    if (thrown.getCause() != null) {
      text.append(" caused by (").append(describe(thrown.getCause())).append(')');
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      text.append(" suppressed (").append(describe(suppressed)).append(')');
    }
    return text.toString();
  }

  private static void awaitCollection(File target, byte[] before) throws IOException {
    File unfinished = new File(target.getPath() + UNFINISHED);
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS
        && !unfinished.exists()
        && Arrays.equals(before, Files.readAllBytes(target.toPath()))) {
      System.gc();
      System.runFinalization();
      try {
        Thread.sleep(1);
      } catch (InterruptedException nobodyInterrupts) {
        throw new IllegalStateException(nobodyInterrupts);
      }
    }
  }

  /** Removes what is beside the target, for the next round. */
  private static Ending ending(Job job, byte[] before) throws IOException {
    byte[] after = Files.readAllBytes(job.path());
    byte[] beside = null;
    int others = 0;
    for (File other : job.file.getParentFile().listFiles()) {
      if (other.getName().equals(job.file.getName() + UNFINISHED)) {
        beside = Files.readAllBytes(other.toPath());
        Files.delete(other.toPath());
      } else if (!other.equals(job.file)) {
        others++;
      }
    }
    if (others > 0) {
      return Ending.DAMAGED;
    }
    if (beside != null) {
      boolean written = Arrays.equals(beside, job.head) || Arrays.equals(beside, job.whole());
      return written && Arrays.equals(after, before) ? Ending.KEPT : Ending.DAMAGED;
    }
    if (Arrays.equals(after, before)) {
      return Ending.OLD;
    }
    if (Arrays.equals(after, job.whole())) {
      return Ending.NEW;
    }
    return Arrays.equals(after, job.head) ? Ending.PART : Ending.DAMAGED;
  }
}
