package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewrites in place that fail: what is told, what stays, and which later save ends it. */
class JournalFaultsTest {
  private static final String TARGET = "/d/conf";
  private static final String OLD = "the old version";
  private static final String LONGER = "THE NEW VERSION, LONGER";
  private static final String LATER_VERSION = "LATER";
  private static final int EIO = 5;
  private static final int ENOSPC = 28;

  private static final Owner LATER =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  private Bench bench = linked(Bench.with(Policy.Fallback.JOURNAL));

  private static Bench linked(Bench bench) {
    bench.disk.file(TARGET, OLD);
    bench.disk.hardLink("/d/other", TARGET);
    return bench;
  }

  private void recover() {
    bench.fs.restart();
    Orphans orphans = new Orphans(bench.fs, LATER, bench.observer, Integer.MAX_VALUE);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
    assertThat(orphans.failures()).isZero();
  }

  private List<String> journals(String folder) {
    List<String> found = new ArrayList<>(bench.disk.names(folder));
    found.removeIf(name -> !name.startsWith(".holdfast-j-"));
    return found;
  }

  private void failInTheMiddle(String target) {
    bench.faults.fail(Call.COPY, 3, EIO);
    assertThatThrownBy(() -> bench.save(target, LONGER)).isInstanceOf(SaveFailedException.class);
    assertThat(bench.told).anyMatch(line -> line.contains("left half rewritten"));
  }

  @Test
  void theJournalIsForItsOwnerOnlyAndNamesNoFolderWhereItIsBesideTheTarget() throws IOException {
    List<String> seen = new ArrayList<>();
    bench.faults.meanwhile(
        Call.COPY,
        2,
        () -> {
          String journal = "/d/" + journals("/d").get(0);
          seen.add(bench.disk.look(journal));
          seen.add(bench.disk.text(journal + "/.holdfast-note"));
        });

    bench.save(TARGET, LONGER);

    long inode = bench.disk.inodeOf(TARGET);
    assertThat(seen).containsExactly("700 1000:1000", "holdfast journal 1\ninode " + inode + "\n");
  }

  /** Also where others may write to the folder: there a note is believed that names none. */
  @Test
  void inASharedFolderTheNextStartMakesItWholeToo() {
    bench.disk.look("/d", 0777, 1000);
    failInTheMiddle(TARGET);

    recover();

    assertThat(bench.disk.text(TARGET)).isEqualTo(LONGER);
    bench.assertNothingLeft();
  }

  /** The note, the journal and its folder: none of them forced, nothing of the target touched. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aJournalThatCannotBeForcedGoesAtOnce(int force) {
    bench.faults.fail(Call.FORCE, force, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("the old version is intact");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void aJournalThatStaysEmptyIsToldAndFailsNoSave() throws IOException {
    bench.faults.fail(Call.REMOVE_FOLDER, 1, EIO);

    bench.save(TARGET, LONGER);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    assertThat(bench.told)
        .anyMatch(
            line ->
                line.startsWith("a journal of /d/conf can't be removed (")
                    && line.endsWith("; the next start will"));
    recover();
    assertThat(bench.disk.text(TARGET)).isEqualTo(LONGER);
    bench.assertNothingLeft();
  }

  /** Of two journals a recovery could take the earlier one last. */
  @Test
  void theEarlierJournalGoesBeforeTheTargetIsTouchedAgain() throws IOException {
    failInTheMiddle(TARGET);
    List<String> before = journals("/d");
    List<List<String>> during = new ArrayList<>();
    bench.faults.meanwhile(Call.TRUNCATE, 1, () -> during.add(journals("/d")));

    bench.save(TARGET, LATER_VERSION);

    assertThat(before).hasSize(1);
    assertThat(during).singleElement(LIST).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aRenameThatHasBecomePossibleEndsTheJournalToo() throws IOException {
    failInTheMiddle(TARGET);
    bench.disk.delete("/d/other");

    bench.save(TARGET, LATER_VERSION);

    assertThat(bench.count(Event.JOURNALED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void soDoesARewriteByARuleThatWantsNoJournal() throws IOException {
    failInTheMiddle(TARGET);
    Policy plain = Bench.with(Policy.Fallback.IN_PLACE).policy;
    Opening.Opened opened =
        bench.opening.wholeOrNull(
            plain,
            bench.place(TARGET),
            Access.WRITE,
            0666,
            Opening.Missing.CREATED,
            Opening.Links.FOLLOWED);
    bench.write(opened, LATER_VERSION);
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LATER_VERSION);
    bench.assertNothingLeft();
  }

  @Test
  void inTheStateFolderItEndsToo() throws IOException {
    bench = Bench.with(Policy.Fallback.JOURNAL);
    bench.disk.file(TARGET, OLD);
    bench.disk.look("/d", 0555, 1000);
    bench.disk.folder("/home");
    failInTheMiddle(TARGET);
    assertThat(journals(Bench.STATE)).hasSize(1);

    bench.save(TARGET, LATER_VERSION);

    assertThat(bench.disk.text(TARGET)).isEqualTo(LATER_VERSION);
    assertThat(bench.disk.names(Bench.STATE)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void aSaveOfAnotherTargetEndsNoJournal() throws IOException {
    failInTheMiddle(TARGET);
    bench.disk.file("/d/second", OLD);
    bench.disk.hardLink("/d/second-too", "/d/second");

    bench.save("/d/second", LATER_VERSION);
    recover();

    assertThat(bench.disk.text(TARGET)).isEqualTo(LONGER);
    assertThat(bench.disk.text("/d/second")).isEqualTo(LATER_VERSION);
    bench.assertNothingLeft();
  }

  @Test
  void anEarlierJournalThatStaysIsToldAsTheNextStartWouldGoBackToIt() throws IOException {
    failInTheMiddle(TARGET);
    bench.told.clear();
    String journal = "/d/" + journals("/d").get(0);
    bench.faults.fail(Call.OPEN_FOLDER, 2, EIO);

    bench.save(TARGET, LATER_VERSION);

    assertThat(bench.told)
        .anyMatch(
            line ->
                line.contains("an earlier journal of /d/conf can't be removed")
                    && line.contains("remove " + journal + " before the application starts again"));
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  /** The disk is full, and what was appended can't be taken back. */
  @Test
  void whatCannotBeCutBackIsToldAsDamagedAndTheNextStartMakesItWhole() {
    bench.faults.fail(Call.COPY, 2, ENOSPC);
    bench.faults.fail(Call.TRUNCATE, 1, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("may be damaged")
        .cause()
        .satisfies(
            full ->
                assertThat(full.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("Input/output error"));

    assertThat(bench.told).anyMatch(line -> line.contains("left half rewritten"));
    recover();
    assertThat(bench.disk.text(TARGET)).isEqualTo(LONGER);
    bench.assertNothingLeft();
  }

  /** Where that was kept as a hard link: it is the file that is rewritten. */
  @Test
  void theKeptVersionIsNotRewrittenWithTheTarget() throws IOException {
    bench = Bench.with(Policy.Fallback.JOURNAL, KeepingTest.guards(2));
    bench.disk.file(TARGET, OLD);
    bench.faults.fail(Call.REPLACE, 1, Errors.EBUSY);

    bench.save(TARGET, LONGER);

    assertThat(bench.count(Event.JOURNALED)).isEqualTo(1);
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    assertThat(bench.disk.contentsAfterCut(KeepingTest.previous(1))).containsExactly(OLD);
    bench.assertNothingLeft();
  }

  /** Errors by which rename(2) says that this name is the obstacle. */
  @ParameterizedTest
  @ValueSource(ints = {Errors.EBUSY, Errors.EXDEV, Errors.EPERM, Errors.EACCES, Errors.EROFS})
  void whatCannotBeRenamedToIsRewritten(int errno) throws IOException {
    bench.disk.delete("/d/other");
    bench.faults.fail(Call.REPLACE, 1, errno);

    bench.save(TARGET, LONGER);

    assertThat(bench.count(Event.JOURNALED)).isEqualTo(1);
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    bench.assertNothingLeft();
  }

  @Test
  void withoutAJournalNothingIsCutBeforeTheOtherNameIsDurable() {
    bench = linked(Bench.with(Policy.Fallback.IN_PLACE));
    bench.faults.fail(Call.FORCE, 2, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("the old version is intact");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.names("/d")).containsExactlyInAnyOrder("conf", "other");
    bench.assertNothingLeft();
  }

  /** Its bytes have their own name back, but a cut could undo that: the next save ends it. */
  @Test
  void aJournalWhoseEndCannotBeForcedIsEndedByTheNextSave() throws IOException {
    bench.faults.fail(Call.FORCE, 6, EIO);
    assertThatThrownBy(() -> bench.save(TARGET, LONGER))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("end of the journal");

    bench.save(TARGET, LATER_VERSION);

    assertThat(bench.disk.text(TARGET)).isEqualTo(LATER_VERSION);
    assertThat(bench.told).noneMatch(line -> line.contains("can't be removed"));
    bench.assertNothingLeft();
  }
}
