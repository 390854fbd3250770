package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Journal;
import dev.holdfast.core.observe.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal hears of a save: file, rule, bytes, how long each step took. */
class TimingTest {
  private static final long SLOW_NANOS = 500_000_000L;

  private final List<Entry> entries = new ArrayList<>();
  private final Journal journal =
      (event, target, rule, reason, timing) ->
          entries.add(new Entry(event, target.toString(), rule, reason, timing));

  private record Entry(Event event, String target, String rule, String reason, Timing timing) {}

  private Bench bench(Guards guards) {
    Bench bench = new Bench(guards);
    bench.observer.keep(journal);
    return bench;
  }

  private Entry only(Event event) {
    List<Entry> found = entries.stream().filter(entry -> entry.event == event).toList();
    assertThat(found).as("%s in %s", event, entries).hasSize(1);
    return found.get(0);
  }

  @Test
  void aCommitHasItsBytesAndAllItsSteps() throws IOException {
    Bench bench = bench(Guards.NONE);
    bench.disk.file("/d/conf", "old");

    bench.save("/d/conf", "new one");

    Entry commit = only(Event.COMMITTED);
    assertThat(commit.target).isEqualTo("/d/conf");
    assertThat(commit.rule).isEqualTo("rule 1");
    assertThat(commit.timing.bytes()).isEqualTo(7);
    assertThat(commit.timing.write()).isPositive();
    assertThat(commit.timing.force()).isPositive();
    assertThat(commit.timing.rename()).isPositive();
    assertThat(commit.timing.commit())
        .isGreaterThanOrEqualTo(commit.timing.force() + commit.timing.rename());
    assertThat(bench.observer.latenciesToJson())
        .matches(
            "\\{(\"(write|force|rename|commit)\":\\{\"count\":1,\"p50\":\\d+,\"p90\":\\d+,"
                + "\"p99\":\\d+,\"max\":\\d+},?){4}}");
  }

  /** The calls of one save, each slow for once: the time is that of its step, and no other's. */
  @ParameterizedTest
  @CsvSource({"FORCE, 1", "FORCE, 2", "REPLACE, 1"})
  void eachStepIsMeasured(Call call, int nth) throws IOException {
    Bench bench = bench(Guards.NONE);
    bench.disk.file("/d/conf", "old");
    bench.faults.meanwhile(call, nth, TimingTest::slow);

    bench.save("/d/conf", "new");

    Timing timing = only(Event.COMMITTED).timing;
    boolean isForce = call == Call.FORCE;
    assertThat(timing.force() >= SLOW_NANOS).isEqualTo(isForce);
    assertThat(timing.rename() >= SLOW_NANOS).isEqualTo(!isForce);
    assertThat(timing.commit()).isGreaterThanOrEqualTo(SLOW_NANOS);
    assertThat(timing.write()).isLessThan(SLOW_NANOS);
  }

  @Test
  void theForceOfARewrittenFileIsMeasured() throws IOException {
    Bench bench = bench(Guards.NONE);
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");
    bench.faults.meanwhile(Call.FORCE, 3, TimingTest::slow); // new version, its name, target

    bench.save("/d/conf", "new");

    assertThat(only(Event.COMMITTED).timing.force()).isGreaterThanOrEqualTo(SLOW_NANOS);
  }

  private static void slow() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < SLOW_NANOS) {
      LockSupport.parkNanos(SLOW_NANOS);
    }
  }

  @Test
  void aRefusedOneIsNoCommit() throws IOException {
    Bench bench = bench(new Guards(new ShrinkGuard(100, 1, 16), Format.NONE, 0));
    bench.disk.file("/d/conf", "x".repeat(1000));

    Opening.Opened opened = bench.openOrNull("/d/conf");
    bench.write(opened, "tiny");
    assertThat(catchClose(bench, opened)).isInstanceOf(SaveRefusedException.class);

    Entry refusal = only(Event.REFUSED);
    assertThat(refusal.timing.bytes()).isEqualTo(4);
    assertThat(refusal.reason).contains("shrink-guard");
    assertThat(bench.observer.latenciesToJson()).contains("\"commit\":{\"count\":0,");
  }

  private static IOException catchClose(Bench bench, Opening.Opened opened) {
    try {
      bench.close(opened);
      return null;
    } catch (IOException failure) {
      return failure;
    }
  }

  @Test
  void aRewriteInPlaceIsAFallbackAndACommitWithoutRename() throws IOException {
    Bench bench = bench(Guards.NONE);
    bench.disk.file("/d/conf", "old");
    bench.disk.hardLink("/d/other", "/d/conf");

    bench.save("/d/conf", "new");

    assertThat(only(Event.FALLBACK_IN_PLACE).reason).isEqualTo("it has several hard links");
    assertThat(only(Event.COMMITTED).timing.rename()).isZero();
    assertThat(only(Event.COMMITTED).timing.force()).isPositive();
  }

  @Test
  void theApplicationsOwnRenameHasItsStepsAndNoWriting() throws IOException {
    Bench bench = bench(Guards.NONE);
    bench.disk.file("/d/temp", "new");

    new Replacement(bench.with)
        .rename(
            bench.policy,
            bench.place("/d/temp"),
            bench.place("/d/conf"),
            Replacement.Existing.REPLACED);

    Timing timing = only(Event.RENAME_HARDENED).timing;
    assertThat(timing.bytes()).isEqualTo(3);
    assertThat(timing.write()).isZero();
    assertThat(timing.force()).isPositive();
    assertThat(timing.rename()).isPositive();
    assertThat(bench.observer.latenciesToJson())
        .contains("\"write\":{\"count\":0,", "\"commit\":{\"count\":1,");
  }

  @Test
  void aFileForcedInPlaceHasNoRename() throws IOException {
    Bench bench = bench(Guards.NONE);

    Opening.Opened opened =
        bench.opening.exclusiveOrNull(bench.policy, bench.place("/d/new"), Access.WRITE, 0666);
    bench.write(opened, "12345");
    bench.close(opened);

    Timing timing = only(Event.FORCED_IN_PLACE).timing;
    assertThat(timing.bytes()).isEqualTo(5);
    assertThat(timing.force()).isPositive();
    assertThat(timing.rename()).isZero();
  }

  @Test
  void whatIsGivenUpIsDiscarded() throws IOException {
    Bench bench = bench(Guards.NONE);
    Opening.Opened opened = bench.openOrNull("/d/conf");

    opened.file.discard();

    assertThat(only(Event.DISCARDED).reason).isEqualTo("given up before its end");
  }

  @Test
  void aJournalThatFailsCostsItselfNotTheSave() throws IOException {
    Bench bench = new Bench();
    List<Event> heard = new ArrayList<>();
    bench.observer.keep(
        (event, target, rule, reason, timing) -> {
          heard.add(event);
          throw new LinkageError("not on this JVM");
        });

    bench.save("/d/conf", "new");
    bench.save("/d/conf", "newer");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("newer");
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(2);
    assertThat(heard).containsExactly(Event.COMMITTED);
    assertThat(bench.told).singleElement().asString().contains("events are only counted");
  }
}
