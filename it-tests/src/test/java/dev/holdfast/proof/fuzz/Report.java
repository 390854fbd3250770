package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.List;
import samples.fuzz.Op;

/**
 * What is told of a program that differs: as small as it gets, with both answers.
 *
 * @param program after shrinking
 */
record Report(List<Op> program, List<String> without, List<String> with) {
  private static final String ONLY = "program-0";

  static Report of(Twins twins, List<Op> program) throws Exception {
    List<Op> smallest = program;
    if (!answers(twins, program).different().isEmpty()) {
      smallest =
          new Shrinker(
                  programs ->
                      twins.programs(programs, Twins.Detail.SUM).different().stream()
                          .map(name -> Integer.parseInt(name.substring("program-".length())))
                          .toList())
              .shrink(program);
    }
    Twins.Comparison comparison = answers(twins, smallest);
    return new Report(smallest, comparison.without().lines(ONLY), comparison.with().lines(ONLY));
  }

  private static Twins.Comparison answers(Twins twins, List<Op> program) throws Exception {
    return twins.programs(List.of(program), Twins.Detail.LINES);
  }

  boolean differs() {
    return !without.equals(with);
  }

  String first() {
    return Difference.first(without, with);
  }

  /** Readable, and can be replayed: all but the operations are comments. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Difference.of(without, with).forEach(line -> lines.add("# " + line));
    program.forEach(op -> lines.add(op.toString()));
    return lines;
  }
}
