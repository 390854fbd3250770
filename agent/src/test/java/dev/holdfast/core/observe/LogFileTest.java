package dev.holdfast.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.LastWords;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.FakeFs;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LogFileTest {
  private static final String STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z 4711 ";
  private static final int STAMP_LENGTH = "2026-11-21T15:04:05.678Z 4711 ".length();

  private final FakeFs fs = new FakeFs();

  private LogFile log(String path, long limit, int keep) {
    return new LogFile(fs, path, limit, keep, "4711");
  }

  /** Written lines of so many bytes in all. */
  private static String line(char letter, int length) {
    return String.valueOf(letter).repeat(length - STAMP_LENGTH - 1) + "\n";
  }

  @Test
  void eachLineHasItsTimeAndProcess() {
    LogFile log = log("/d/log", 10_000, 3);

    log.write("one\n");
    log.write("two\n");

    assertThat(fs.disk().text("/d/log")).matches(STAMP + "one\n" + STAMP + "two\n");
    assertThat(fs.disk().look("/d/log")).startsWith("640 ");
    assertThat(fs.openDescriptors()).isEmpty();
    assertThat(fs.misuses()).isEmpty();
  }

  @Test
  void whatIsThereAlreadyStays() {
    fs.disk().file("/d/log", "of another process\n");

    log("/d/log", 10_000, 3).write("one\n");

    assertThat(fs.disk().text("/d/log")).matches("of another process\n" + STAMP + "one\n");
  }

  @Test
  void noFileIsLargerThanTheLimitAndSoManyAreKept() {
    LogFile log = log("/d/log", 100, 2);
    for (char letter = 'a'; letter <= 'i'; letter++) {
      log.write(line(letter, 50));
    }

    assertThat(fs.disk().names("/d")).containsExactlyInAnyOrder("log", "log.1", "log.2");
    assertThat(fs.disk().text("/d/log")).hasSize(50).contains("i").doesNotContain("h");
    assertThat(fs.disk().text("/d/log.1")).hasSize(100).contains("g", "h");
    assertThat(fs.disk().text("/d/log.2")).hasSize(100).contains("e", "f");
  }

  @Test
  void oneLineThatIsTooLongIsWrittenAllTheSame() {
    LogFile log = log("/d/log", 100, 1);

    log.write(line('a', 500));
    log.write(line('b', 50));

    assertThat(fs.disk().text("/d/log")).hasSize(50);
    assertThat(fs.disk().text("/d/log.1")).hasSize(500);
  }

  @Test
  void aFileThatIsTakenAwayIsMadeAgain() {
    LogFile log = log("/d/log", 10_000, 3);
    log.write("one\n");
    fs.disk().delete("/d/log");

    log.write("two\n");

    assertThat(fs.disk().text("/d/log")).matches(STAMP + "two\n");
  }

  @Test
  void anotherProcessMayMakeItFirst() {
    fs.faults().meanwhile(Call.CREATE, 1, () -> fs.disk().file("/d/log", "its\n"));

    log("/d/log", 10_000, 3).write("ours\n");

    assertThat(fs.disk().text("/d/log")).matches("its\n" + STAMP + "ours\n");
  }

  @Test
  void aPipeIsNotOpened() {
    fs.disk().fifo("/d/log");

    String told = toldBy(() -> log("/d/log", 10_000, 3).write("one\n"));

    assertThat(told).contains("/d/log can't be written (it is no regular file)");
    assertThat(fs.faults().countOf(Call.OPEN)).isZero();
  }

  @Test
  void whatFailsIsToldOnceAndThrowsNothing() {
    LogFile log = log("/d/log", 100, 2);
    fs.disk().file("/d/log", "x".repeat(99));
    for (Call call : new Call[] {Call.OPEN_FOLDER, Call.REPLACE, Call.CREATE, Call.COPY}) {
      fs.faults().fail(call, 1, Errors.EACCES);
    }

    String told =
        toldBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                log.write(line('a', 50));
              }
            });

    assertThat(fs.faults().fired()).isEqualTo(4);
    assertThat(told.lines()).hasSize(1);
    assertThat(told).contains("log", "standard error only", "change the key log");
    assertThat(fs.openDescriptors()).isEmpty();
    assertThat(fs.disk().text("/d/log")).contains("aaa");
  }

  /** {@code LastWords} write to descriptor 2 itself: what it says is asked of the log it has. */
  private static String toldBy(Runnable writes) {
    StringWriter said = new StringWriter();
    LastWords.alsoTo(said);
    try {
      writes.run();
    } finally {
      LastWords.alsoTo(null);
    }
    return said.toString();
  }
}
