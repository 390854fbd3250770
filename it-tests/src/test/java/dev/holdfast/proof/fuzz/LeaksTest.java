package dev.holdfast.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.fuzz.Answers.Resources;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {
  private static List<String> after(Resources last) {
    return Leaks.in(List.of(new Resources(11, 9, 3_000_000), last), 1_000);
  }

  @Test
  void asMuchAsBeforeIsNoLeak() {
    assertThat(after(new Resources(11, 9, 3_000_500))).isEmpty();
  }

  @Test
  void whatGrowsIsTold() {
    assertThat(after(new Resources(12, 9, 0))).singleElement().asString().contains("descriptors");
    assertThat(after(new Resources(11, 10, 0))).singleElement().asString().contains("threads");
    assertThat(after(new Resources(0, 0, 3_001_001))).singleElement().asString().contains("heap");
  }

  @Test
  void oneMoreThreadOfTheJdksIsNoLeakButOneInEachPartIs() {
    assertThat(Leaks.in(parts(10, 10, 11, 11), 0)).isEmpty();
    assertThat(Leaks.in(parts(10, 11, 12, 13), 0)).singleElement().asString().contains("threads");
  }

  private static List<Resources> parts(int... threads) {
    return Arrays.stream(threads).mapToObj(count -> new Resources(8, count, 0)).toList();
  }

  @Test
  void nothingKnownIsNoGoodNews() {
    assertThat(Leaks.in(List.of(), 0)).isNotEmpty();
  }

  @Test
  void whatAJvmPrintsIsRead() {
    Answers answers =
        Answers.parse(
            List.of(
                "sum 7 abc", "EXISTS // true", "figure saves 3", "resources 1 2 3", "status {}"));
    assertThat(answers.sums()).containsEntry("7", "abc");
    assertThat(answers.lines("7")).containsExactly("EXISTS // true");
    assertThat(answers.figure("saves")).isEqualTo(3);
    assertThat(answers.resources()).containsExactly(new Resources(1, 2, 3));
    assertThat(Difference.first(List.of("a", "b"), List.of("a", "c"))).isEqualTo("- b  + c");
  }
}
