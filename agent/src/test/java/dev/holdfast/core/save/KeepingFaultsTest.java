package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of a save that keeps two versions fails once, by linking and by copying. */
class KeepingFaultsTest {
  private static final String TARGET = "/d/conf";

  private static Bench bench(boolean links) {
    Bench bench = KeepingTest.keeping(2);
    bench.disk.file(TARGET, "3");
    bench.disk.file(KeepingTest.previous(1), "2");
    bench.disk.file(KeepingTest.previous(2), "1");
    if (!links) {
      bench.fs.withoutLinks();
    }
    return bench;
  }

  private static List<String> versions(Bench bench) {
    return List.of(
        bench.disk.text(TARGET),
        bench.disk.text(KeepingTest.previous(1)),
        bench.disk.text(KeepingTest.previous(2)));
  }

  @ParameterizedTest
  @CsvSource({"true,5", "true,28", "true,1", "true,16", "true,24", "false,5", "false,28"})
  void aSaveThatFailsCostsNoVersion(boolean links, int errno) {
    for (int nth = 1; ; nth++) {
      Bench bench = bench(links);
      bench.faults.failAny(nth, errno);
      IOException thrown = null;
      try {
        bench.save(TARGET, "4");
      } catch (IOException failure) {
        thrown = failure;
      }
      String situation = "fault at call " + nth + ", " + thrown + ", " + bench.faults.log();
      if (!(thrown instanceof SaveFailedException failure)
          || failure.remains() != SaveFailedException.Remains.UNKNOWN) {
        boolean atOnce = bench.faults.log(Call.OPEN_TRUNCATED).contains("open truncated conf");
        if (thrown == null && atOnce && bench.disk.text(KeepingTest.previous(1)).equals("2")) {
          continue; // no shadow copy could be made: in place from the beginning, and said
        }
        assertThat(versions(bench))
            .as(situation)
            .isEqualTo(thrown == null ? List.of("4", "3", "2") : List.of("3", "2", "1"));
      } else {
        assertThat(versions(bench)).as(situation).isEqualTo(List.of("4", "3", "2"));
      }
      assertThat(bench.fs.openDescriptors()).as(situation).isEmpty();
      if (bench.told.stream().noneMatch(line -> line.contains("can't be removed"))) {
        bench.assertNothingLeft();
      }
      if (bench.faults.fired() == 0) {
        assertThat(nth).isGreaterThan(15);
        return;
      }
    }
  }
}
