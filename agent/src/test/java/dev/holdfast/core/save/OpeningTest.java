package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Errno;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.save.Opening.Links;
import dev.holdfast.core.save.Opening.Missing;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  private static final int EMFILE = 24;

  private final Bench bench = new Bench();

  private void assertLeftToStock(String path) throws IOException {
    assertThat(bench.openOrNull(path)).as(path).isNull();
    bench.assertNothingLeft();
  }

  @Test
  void aTargetThatMayNotBeWrittenIsLeftToStock() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0444, 1000);

    assertLeftToStock("/d/conf");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.told).isEmpty();
  }

  @Test
  void aTargetThatMayNotBeReadIsLeftToStockByWhoeverReadsIt() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0200, 1000);

    assertThat(
            bench.opening.wholeOrNull(
                bench.policy,
                bench.place("/d/conf"),
                Access.READ_WRITE,
                0666,
                Missing.CREATED,
                Links.FOLLOWED))
        .isNull();
    bench.assertNothingLeft();
    assertThat(bench.openOrNull("/d/conf")).isNotNull();
  }

  @Test
  void aFolderOrAMissingOneIsLeftToStock() throws IOException {
    bench.disk.folder("/d/folder");
    bench.disk.file("/d/file", "no folder");

    assertLeftToStock("/d/folder");
    assertLeftToStock("/d/missing/conf");
    assertLeftToStock("/d/file/conf");
    assertThat(bench.told).isEmpty();
  }

  @Test
  void aPipeIsLeftToStock() throws IOException {
    bench.disk.fifo("/d/pipe");

    assertLeftToStock("/d/pipe");

    assertThat(bench.count(Event.PASSED_SPECIAL)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/self/oom_score_adj", "/sys/power/state", "/dev/fd/3"})
  void whatOnlyLooksLikeAFileIsLeftToStock(String path) throws IOException {
    bench.disk.folder(path.substring(0, path.lastIndexOf('/')));
    bench.disk.file(path, "0");

    assertLeftToStock(path);

    assertThat(bench.count(Event.PASSED_SPECIAL)).isEqualTo(1);
  }

  @Test
  void aLinkThatLeadsToAnOpenDescriptorIsLeftToStock() throws IOException {
    bench.disk.folder("/proc/self/fd");
    bench.disk.folder("/dev");
    bench.disk.file("/d/out.txt", "what was printed so far");
    bench.disk.link("/proc/self/fd/1", "/d/out.txt");
    bench.disk.link("/dev/stdout", "/proc/self/fd/1");
    bench.disk.link("/d/app.log", "/dev/stdout");

    assertLeftToStock("/d/app.log");
    assertLeftToStock("/dev/stdout");

    assertThat(bench.count(Event.PASSED_SPECIAL)).isEqualTo(2);
  }

  @Test
  void aMissingTargetIsCreatedOrAnErrorAsTheCallSays() throws IOException {
    assertThat(bench.openOrNull("/d/conf", Missing.ERROR)).isNull();
    bench.assertNothingLeft();
    assertThat(bench.openOrNull("/d/conf", Missing.CREATED)).isNotNull();
    assertThat(bench.disk.text("/d/conf")).as("until it is closed").isEqualTo(ABSENT);
  }

  @Test
  void linksAreWrittenThrough() throws IOException {
    bench.disk.folder("/e");
    bench.disk.file("/e/real", "old");
    bench.disk.link("/d/second", "../e/real");
    bench.disk.link("/d/first", "second");

    bench.save("/d/first", "new");

    assertThat(bench.disk.contentsAfterCut("/e/real")).containsExactly("new");
    assertThat(bench.disk.look("/d/first")).as("the link is still one").startsWith("777");
    bench.assertNothingLeft();
    assertThat(bench.disk.names("/e")).containsExactly("real");
  }

  @Test
  void aDanglingLinkMakesTheFileItNames() throws IOException {
    bench.disk.folder("/e");
    bench.disk.link("/d/conf", "/e/real");

    bench.save("/d/conf", "new");

    assertThat(bench.disk.contentsAfterCut("/e/real")).containsExactly("new");
    bench.assertNothingLeft();
  }

  @Test
  void aDanglingLinkIntoAMissingFolderIsLeftToStock() throws IOException {
    bench.disk.link("/d/conf", "/missing/real");

    assertLeftToStock("/d/conf");
  }

  @Test
  void aLoopOfLinksIsLeftToStock() throws IOException {
    bench.disk.link("/d/a", "b");
    bench.disk.link("/d/b", "a");

    assertLeftToStock("/d/a");
  }

  @Test
  void aLinkThatMustNotBeFollowedIsLeftToStock() throws IOException {
    bench.disk.file("/d/real", "old");
    bench.disk.link("/d/conf", "real");

    assertThat(
            bench.opening.wholeOrNull(
                bench.policy,
                bench.place("/d/conf"),
                Access.WRITE,
                0666,
                Missing.CREATED,
                Links.ERROR))
        .isNull();
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.lock", "app.lck", "app.pid"})
  void lockLikeNamesAreThereAtOnceAndForcedAtTheClose(String name) throws IOException {
    Opening.Opened opened = bench.openOrNull("/d/" + name);

    assertThat(bench.disk.text("/d/" + name)).isEmpty();
    bench.write(opened, "1");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/" + name)).containsExactly("1");
    assertThat(bench.count(Event.FORCED_IN_PLACE)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void anExclusiveCreationIsThereAtOnceAndForcedAtTheClose() throws IOException {
    Opening.Opened opened =
        bench.opening.exclusiveOrNull(bench.policy, bench.place("/d/conf"), Access.WRITE, 0600);

    assertThat(bench.disk.text("/d/conf")).isEmpty();
    assertThat(bench.disk.look("/d/conf")).isEqualTo("600 1000:1000");
    bench.write(opened, "new");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    bench.assertNothingLeft();
  }

  @Test
  void anExclusiveCreationOfWhatExistsIsLeftToStock() throws IOException {
    bench.disk.file("/d/conf", "old");

    assertThat(
            bench.opening.exclusiveOrNull(bench.policy, bench.place("/d/conf"), Access.WRITE, 0666))
        .isNull();
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void inAFolderThatMayNotBeChangedItIsWrittenInPlaceForcedAndToldOnce() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d", 0555, 1000);

    bench.save("/d/conf", "new");
    bench.save("/d/conf", "newer");

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("newer");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(2);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("/d/conf is written in place and forced", "Permission denied", "rule 1");
    bench.assertNothingLeft();
  }

  /** Permissions may change between two calls, and a network's file system may change its mind. */
  @Test
  void whatCouldNotBeOpenedAtFirstIsForcedAllTheSameAndTold() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.OPEN, 1, Errors.EACCES);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("it could not be opened before (Permission denied)");
    bench.assertNothingLeft();
  }

  @Test
  void aFolderThatMayNotBeReadIsToldAndLeftToStock() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d", 0311, 1000);

    assertThat(bench.openOrNull("/d/conf")).isNull();

    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("its folder can't be opened");
  }

  @Test
  void aNewFileInAFolderThatMayNotBeReadIsToldAndLeftToStock() throws IOException {
    bench.disk.look("/d", 0311, 1000);

    assertThat(bench.openOrNull("/d/conf")).isNull();

    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("its folder can't be opened");
  }

  @Test
  void aNewFileInAFolderThatMayNotEvenBeSearchedIsStocksToRefuse() throws IOException {
    bench.faults.failAlways(Call.OPEN_FOLDER, Errors.EACCES);
    bench.faults.meanwhile(
        Call.OPEN_FOLDER, 1, () -> bench.faults.failAlways(Call.STAT, Errors.EACCES));

    assertThat(bench.openOrNull("/d/conf")).isNull();

    assertThat(bench.told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"STAT, 1", "STAT, 13", "STAT, 16", "OPEN_FOLDER, 13", "OPEN_FOLDER, 30"})
  void aRefusalThatIsGoneAtTheSecondLookCostsNoProtection(Call call, int errno) throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(call, 1, errno);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
    assertThat(bench.told).isEmpty();
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN_FOLDER, 24",
    "OPEN_FOLDER, 23",
    "OPEN, 24",
    "CREATE, 28",
    "CREATE, 122",
    "CREATE, 5",
    "STAT, 5",
    "STAT, 12"
  })
  void whatTheSystemHasRunOutOfIsThrownAndTheTargetIsUntouched(Call call, int errno)
      throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.failAlways(call, errno);

    assertThatThrownBy(() -> bench.openOrNull("/d/conf"))
        .isInstanceOfSatisfying(
            Errno.class, failure -> assertThat(failure.number()).isEqualTo(errno));

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aDiskThatFailsIsNotLookedAtTwice() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.STAT, 1, 5);

    assertThatThrownBy(() -> bench.openOrNull("/d/conf")).hasMessage("Input/output error");
  }

  @Test
  void aLockFileThatNoDescriptorIsLeftForIsNotCut() throws IOException {
    bench.disk.file("/d/app.lock", "1");
    bench.faults.fail(Call.OPEN_TRUNCATED, 1, EMFILE);

    assertThatThrownBy(() -> bench.openOrNull("/d/app.lock")).hasMessage("Too many open files");

    assertThat(bench.disk.text("/d/app.lock")).isEqualTo("1");
    bench.assertNothingLeft();
  }

  @Test
  void aNameThatIsTakenIsPassedOver() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.CREATE, 1, Errors.EEXIST);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.faults.countOf(Call.CREATE)).isEqualTo(2);
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isZero();
  }

  @Test
  void namesThatAreAlwaysTakenEndInPlace() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.failAlways(Call.CREATE, Errors.EEXIST);

    bench.save("/d/conf", "new");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isEqualTo(1);
  }

  @Test
  void aNewFileThatCannotBeCreatedIsLeftToStock() throws IOException {
    bench.disk.look("/d", 0555, 1000);

    assertLeftToStock("/d/conf");

    assertThat(bench.count(Event.FALLBACK_IN_PLACE)).isZero();
  }
}
