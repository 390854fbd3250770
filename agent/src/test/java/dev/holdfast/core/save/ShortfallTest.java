package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortfallTest {
  private final Shortfall shortfall = new Shortfall();

  @Test
  void wholeWritesOweNothing() {
    assertThat(shortfall.wrote(10, 0)).isFalse();
    assertThat(shortfall.wrote(1, 0)).isFalse();
    assertThat(shortfall.isOpen()).isFalse();
  }

  @Test
  void aShortOneIsOpenUntilTheRestIsWritten() {
    assertThat(shortfall.wrote(6, 4)).isFalse();
    assertThat(shortfall.isOpen()).isTrue();
    assertThat(shortfall.wrote(3, 1)).isFalse();
    assertThat(shortfall.isOpen()).isTrue();
    assertThat(shortfall.wrote(1, 0)).isFalse();
    assertThat(shortfall.isOpen()).isFalse();
  }

  @Test
  void whoeverGoesOnWithSomethingElseHasPassedItOver() {
    shortfall.wrote(6, 4);

    assertThat(shortfall.wrote(10, 0)).isTrue();
  }

  @Test
  void nothingWrittenIsShortToo() {
    shortfall.wrote(0, 10);

    assertThat(shortfall.isOpen()).isTrue();
    assertThat(shortfall.wrote(10, 0)).isFalse();
  }

  @Test
  void aStatusOfTheJdksOwnIsNoWrite() {
    shortfall.wrote(6, 4);

    assertThat(shortfall.wrote(-3, 4)).isFalse();
    assertThat(shortfall.isOpen()).isTrue();
  }

  @Test
  void aTransferIsShortLikeAWrite() {
    assertThat(shortfall.transferred(6, 4)).isFalse();
    assertThat(shortfall.isOpen()).isTrue();
    assertThat(shortfall.transferred(4, 0)).isFalse();
    assertThat(shortfall.isOpen()).isFalse();
  }

  @Test
  void theLastPartOfATransferMayHaveBeenToldAlready() {
    shortfall.wrote(6, 4); // the write that a transfer is made of

    assertThat(shortfall.transferred(6, 4)).isFalse();
    assertThat(shortfall.isOpen()).isTrue();
  }

  @Test
  void aTransferOfSomethingElsePassesItOver() {
    shortfall.transferred(6, 4);

    assertThat(shortfall.transferred(20, 0)).isTrue();
  }
}
