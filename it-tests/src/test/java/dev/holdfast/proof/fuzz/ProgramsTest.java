package dev.holdfast.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import samples.fuzz.Kind;
import samples.fuzz.Op;
import samples.fuzz.Programs;

class ProgramsTest {
  @Test
  void aSeedMakesTheSameProgramAlways() {
    assertThat(Programs.of(20_261_121L)).hasToString(Programs.of(20_261_121L).toString());
    assertThat(Programs.of(1).toString()).isNotEqualTo(Programs.of(2).toString());
  }

  @Test
  void everyKindOfOperationComes() {
    List<String> kinds =
        LongStream.range(0, 300)
            .mapToObj(Programs::of)
            .flatMap(List::stream)
            .map(op -> op.toString().split(" ", 2)[0])
            .distinct()
            .toList();
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values()).map(Kind::name).toList());
  }

  @Test
  void whatIsPrintedCanBeReplayed() {
    for (Op op : Programs.of(5)) {
      assertThat(Op.parse(op.toString())).hasToString(op.toString());
      assertThat(op.readable()).isNotEmpty();
    }
  }
}
