package dev.holdfast.proof.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.disk.Found;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samples.Counters;
import samples.Counters.Word;

class BooksTest {
  @TempDir Path folder;

  private Counters counters;
  private Books books;

  @BeforeEach
  void anEmptyFile() throws IOException {
    counters = Counters.in(folder.resolve("counters").toFile(), 2);
    books = new Books(counters, 1);
  }

  private void count(long acked, long ended, long started) {
    counters.set(1, Word.ACKED, acked);
    counters.set(1, Word.ENDED, ended);
    counters.set(1, Word.STARTED, started);
  }

  private Verdict judge(int version) {
    return books.judge(new Found(version, Verdict.GOOD, "version " + version));
  }

  @Test
  void whatWasAcknowledgedMayNotBeLost() {
    count(5, 5, 5);

    assertThat(judge(4)).isEqualTo(Verdict.LOST);
  }

  @Test
  void aSaveInFlightMayBeThereOrNot() {
    count(5, 5, 6);
    assertThat(judge(6)).isEqualTo(Verdict.GOOD);

    assertThat(judge(5))
        .as("what a cut has left may not go at the next one")
        .isEqualTo(Verdict.LOST);
  }

  @Test
  void aSaveThatSaidThatTheOldVersionIsIntactMayNotBeThere() {
    count(5, 6, 6);

    assertThat(judge(6)).isEqualTo(Verdict.INVENTED);
  }

  @Test
  void aSaveThatSaidThatNobodyKnowsMay() {
    count(5, 6, 6);
    counters.set(1, Word.MAYBE, 6);

    assertThat(judge(6)).isEqualTo(Verdict.GOOD);
  }

  @Test
  void damageOfAnEarlierCutIsNotCountedAgain() {
    count(5, 5, 5);
    books.judge(new Found(-1, Verdict.TORN, "torn"));

    assertThat(judge(0)).isEqualTo(Verdict.GOOD);
    count(7, 7, 7);
    assertThat(judge(6)).isEqualTo(Verdict.LOST);
  }
}
