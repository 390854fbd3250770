package dev.holdfast.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samples.fuzz.Op;
import samples.fuzz.Programs;

class ShrinkerTest {
  private static List<Op> shrunk(List<Op> program, List<String> needed) throws Exception {
    Shrinker.Trial trial =
        programs ->
            IntStream.range(0, programs.size())
                .filter(i -> isFailing(programs.get(i), needed))
                .boxed()
                .toList();
    return new Shrinker(trial).shrink(program);
  }

  private static boolean isFailing(List<Op> program, List<String> needed) {
    List<String> kinds = program.stream().map(op -> op.toString().split(" ", 2)[0]).toList();
    return kinds.containsAll(needed);
  }

  @Test
  void whatIsNotNeededIsDropped() throws Exception {
    List<Op> program = Programs.of(1);
    String first = program.get(3).toString().split(" ", 2)[0];
    String second = program.get(program.size() - 2).toString().split(" ", 2)[0];
    List<Op> smallest = shrunk(program, List.of(first, second));

    assertThat(smallest).hasSize(first.equals(second) ? 1 : 2);
    assertThat(smallest).allMatch(op -> op.x() == 0 && op.y() == 0 && op.thread() == 0);
  }

  @Test
  void whatIsSmallestStays() throws Exception {
    List<Op> program = List.of(Op.parse("CHECK 0 0 0 0 0 0"));
    assertThat(shrunk(program, List.of("CHECK"))).hasToString(program.toString());
  }
}
