package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which journals go before a later version: those of the same target, whose process has ended. */
class DeadJournalsTest {
  private static final String TARGET = "/d/conf";
  private static final String NEW = "THE NEW VERSION, LONGER";
  private static final String OTHER_BOOT = "ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef";
  private static final String DEAD = ".holdfast-j-" + OTHER_BOOT + "00000001";
  private static final int EIO = 5;

  private final Bench bench = Bench.with(Policy.Fallback.JOURNAL);

  @BeforeEach
  void hardLink() {
    bench.disk.file(TARGET, "the old version");
    bench.disk.hardLink("/d/other", TARGET);
  }

  private void journal(String name, String target, String note) {
    bench.disk.folder("/d/" + name);
    bench.disk.look("/d/" + name, 0700, 1000);
    bench.disk.file("/d/" + name + "/" + target, "of a dead process");
    bench.disk.file("/d/" + name + "/.holdfast-note", note);
  }

  private String note() {
    return "holdfast journal 1\ninode " + bench.disk.inodeOf(TARGET) + "\n";
  }

  private void assertStays(String name) throws IOException {
    bench.save(TARGET, NEW);

    assertThat(bench.disk.names("/d")).contains(name);
    assertThat(bench.disk.names("/d/" + name)).hasSize(2);
    assertThat(bench.disk.text(TARGET)).isEqualTo(NEW);
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @Test
  void oneOfAnotherBootGoes() throws IOException {
    journal(DEAD, "conf", note());

    bench.save(TARGET, NEW);

    bench.assertNothingLeft();
  }

  /** What is older than the version that is saved must not come back by a cut. */
  @Test
  void itsBytesHaveGoneForGoodBeforeTheTargetIsTouched() throws IOException {
    journal(DEAD, "conf", note());
    bench.faults.clearLog();

    bench.save(TARGET, NEW);

    assertThat(bench.faults.log(Call.FORCE, Call.REMOVE, Call.REMOVE_FOLDER, Call.COPY))
        .containsSubsequence(
            "force /d",
            "remove conf",
            "force journal",
            "remove .holdfast-note",
            "remove folder journal",
            "copy rest of shadow into conf");
  }

  @Test
  void oneOfAnotherBootOnANetworkFileSystemMayLive() throws IOException {
    bench.disk.showDevice("/d", 100);
    journal(DEAD, "conf", note());

    assertStays(DEAD);
  }

  /** Its place is nowhere, so nobody can tell what file system it is on. */
  @Test
  void oneOfAnotherBootInAFolderThatHasBeenMovedMeanwhileMayLive() throws IOException {
    journal(DEAD, "conf", note());
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, NEW);
    bench.disk.look("/", 0777, 0);
    bench.fs.replace(bench.place("/d"), bench.place("/moved"));

    bench.close(opened);

    assertThat(bench.disk.text("/moved/conf")).isEqualTo(NEW);
    assertThat(bench.disk.names("/moved/" + DEAD)).hasSize(2);
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  /** Of the same boot, in another pid namespace. */
  @Test
  void oneThatNobodyCanTellOfStays() throws IOException {
    String container = Bench.OWNER.toString().substring(0, 12) + "00000001";
    String name = ".holdfast-j-" + container + Bench.OWNER.toString().substring(20) + "00000001";
    journal(name, "conf", note());

    assertStays(name);
  }

  @Test
  void oneOfThisProcessStays() throws IOException {
    String name = ".holdfast-j-" + Bench.OWNER + "0000abcd";
    journal(name, "conf", note());

    assertStays(name);
  }

  @Test
  void oneOfAnotherTargetStays() throws IOException {
    journal(DEAD, "another", note());

    assertStays(DEAD);
  }

  @Test
  void oneForAnotherFolderStays() throws IOException {
    journal(DEAD, "conf", note() + "folder /elsewhere");

    assertStays(DEAD);
  }

  @Test
  void oneThatCannotBeForcedFailsTheSaveAndNothingHasChanged() {
    journal(DEAD, "conf", note());
    bench.faults.fail(Call.FORCE, 5, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, NEW))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("the old version is intact");

    assertThat(bench.disk.text(TARGET)).isEqualTo("the old version");
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @Test
  void oneForThisFolderInTheStateFolderGoesToo() throws IOException {
    bench.disk.look("/d", 0555, 1000);
    bench.disk.folder(Bench.STATE + "/" + DEAD);
    bench.disk.look(Bench.STATE, 0700, 1000);
    bench.disk.file(Bench.STATE + "/" + DEAD + "/conf", "of a dead process");
    bench.disk.file(Bench.STATE + "/" + DEAD + "/.holdfast-note", note() + "folder /d");

    bench.save(TARGET, NEW);

    assertThat(bench.disk.text(TARGET)).isEqualTo(NEW);
    assertThat(bench.disk.names(Bench.STATE)).isEmpty();
  }

  /** Its crash came before it was complete: a recovery does nothing with it. */
  @Test
  void oneWithoutANoteStaysForARecovery() throws IOException {
    journal(DEAD, "conf", note());
    bench.disk.delete("/d/" + DEAD + "/.holdfast-note");

    bench.save(TARGET, NEW);

    assertThat(bench.disk.names("/d")).contains(DEAD);
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EACCES, Errors.EPERM})
  void oneThatIsNotForUsToRemoveIsTold(int errno) throws IOException {
    journal(DEAD, "conf", note());
    bench.faults.fail(Call.REMOVE, 1, errno);

    assertStays(DEAD);

    assertThat(bench.told).anyMatch(line -> line.startsWith("/d/" + DEAD + ", left by a process"));
  }

  @Test
  void oneThatARecoveryHasTakenMeanwhileIsNone() throws IOException {
    journal(DEAD, "conf", note());
    bench.faults.fail(Call.REMOVE, 1, Errors.ENOENT);

    assertStays(DEAD);

    assertThat(bench.told).noneMatch(line -> line.contains(DEAD));
  }
}
