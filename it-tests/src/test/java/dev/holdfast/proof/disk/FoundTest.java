package dev.holdfast.proof.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samples.Versions;

class FoundTest {
  private static final byte[] SEVENTH = Versions.content(7, 500, 1);

  @Test
  void aWholeVersionIsGoodWithinItsBoundsOnly() {
    Found found = Found.of(SEVENTH);

    assertThat(found.within(7, 7)).isEqualTo(Verdict.GOOD);
    assertThat(found.within(8, 9)).isEqualTo(Verdict.LOST);
    assertThat(found.within(5, 6)).isEqualTo(Verdict.INVENTED);
  }

  @Test
  void damageIsDamageWhateverTheBounds() {
    assertThat(Found.of(new byte[0]).within(0, 9)).isEqualTo(Verdict.EMPTY);
    assertThat(Found.of(Arrays.copyOf(SEVENTH, 400)).within(0, 9)).isEqualTo(Verdict.TORN);
    byte[] mixed = SEVENTH.clone();
    mixed[300] = 0;
    assertThat(Found.of(mixed).within(0, 9)).isEqualTo(Verdict.TORN);
  }

  @Test
  void noFileIsMissing(@TempDir Path folder) {
    assertThat(Found.in(folder.resolve("none")).within(0, 9)).isEqualTo(Verdict.MISSING);
  }
}
