package dev.holdfast.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samples.shapes.Rounds;

/** What all shapes of one compiler came to on one JVM. */
record ShapesRun(List<Line> lines, ChildJvm.Result result) {
  /** With {@link Rounds}' words. */
  record Line(
      String shape,
      String course,
      String phase,
      String right,
      String ending,
      String thrown,
      String stockThrown,
      int count) {
    /** What {@code compiler} made of the shape has ended as it should. */
    boolean isRight(ShapeCompiler compiler) {
      String expected = course.equals("IN_PEACE") ? right : compiler.rightOf(shape, right);
      return ending.equals(expected) && thrown.equals(stockThrown);
    }

    static Line parse(String text) {
      String[] parts = text.split("\\|", -1);
      return new Line(
          parts[0],
          parts[1],
          parts[2],
          parts[3],
          parts[4],
          parts[5],
          parts[6],
          Integer.parseInt(parts[7]));
    }
  }

  /** How many rounds: unprotected ones, until all is compiled, then those that are checked. */
  record Effort(int warm, int checked) {
    static final Effort FULL = new Effort(20_000, 200);
    static final Effort BRIEF = new Effort(1_000, 40);
    static final Effort LEAST = new Effort(40, 20);
  }

  static ShapesRun of(
      Jdk jdk, List<Path> classPath, List<String> catalogues, String onException, Effort effort)
      throws Exception {
    Path folder = Memory.folder();
    Path guarded = Files.createDirectory(folder.resolve("guarded"));
    Path plain = Files.createDirectory(folder.resolve("plain"));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(guarded + "", plain + "", effort.warm + "", effort.checked + ""));
    arguments.addAll(catalogues);
    try {
      ChildJvm.Result result =
          ChildJvm.on(jdk)
              .withAgent(Configuration.protectingWith("on-exception: " + onException, guarded))
              .classPath(classPath)
              .option("-XX:TieredStopAtLevel=4", "-Xss512k")
              .run(Rounds.class, arguments);
      List<Line> lines =
          result.outLines().stream().filter(line -> line.contains("|")).map(Line::parse).toList();
      return new ShapesRun(lines, result);
    } finally {
      Memory.remove(folder);
    }
  }
}
