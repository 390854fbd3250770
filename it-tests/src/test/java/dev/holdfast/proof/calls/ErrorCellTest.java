package dev.holdfast.proof.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.calls.Call.Kind;
import dev.holdfast.proof.calls.ErrorCell.Swallowing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of trouble, on a save that has it and no other. */
class ErrorCellTest {
  private static final String FOLDER = "/d";
  private static final String TARGET = "/d/state.dat";
  private static final String SHADOW = "/d/.holdfast-s-1";
  private static final long INODE = 7;
  private static final int EIO = -5;

  private final List<Call> calls = new ArrayList<>();

  private ErrorCellTest call(String name, long inode, String path, String other, int result) {
    calls.add(new Call(calls.size() + 1, name, Kind.CHANGES, inode, path, other, result));
    return this;
  }

  private ErrorCellTest written() {
    return call("write", INODE, SHADOW, "", 100);
  }

  private ErrorCellTest forced(int result) {
    return call("fsync", INODE, SHADOW, "", result);
  }

  private ErrorCellTest renamed(int result) {
    return call("renameat", INODE, SHADOW, TARGET, result);
  }

  private ErrorCellTest folderForced(int result) {
    return call("fsync", 2, FOLDER, "", result);
  }

  private List<Verdict> verdicts(String answer, int version, List<ErrorCell.Kept> ours) {
    return verdicts(answer, "", version, ours, Swallowing.NOTHING);
  }

  private List<Verdict> verdicts(
      String answer, String errors, int version, List<ErrorCell.Kept> ours, Swallowing swallowing) {
    Verdict verdict = version < 0 ? Verdict.TORN : Verdict.GOOD;
    return new ErrorCell(
            TARGET,
            new Saver.Answer(List.of(answer), errors, false),
            calls,
            Errno.EIO,
            new Found(verdict, version, "version " + version),
            INODE,
            ours,
            List.of(),
            swallowing)
        .troubles().stream().map(ErrorCell.Trouble::verdict).toList();
  }

  private List<Verdict> acknowledged() {
    return verdicts("ACK 2", ErrorCell.NEW, List.of());
  }

  private static String failed(String what) {
    return "FAIL 2 java.io.IOException: holdfast: cannot save " + TARGET + ": " + what;
  }

  @Test
  void aWholeSaveIsGood() {
    written().forced(0).renamed(0).folderForced(0);

    assertThat(acknowledged()).isEmpty();
  }

  @Test
  void anAcknowledgementWithoutAForceIsALie() {
    written().renamed(0).folderForced(0);

    assertThat(acknowledged()).containsExactly(Verdict.DISHONEST);
  }

  @Test
  void soIsOneForcedOnlyAfterTheRename() {
    written().renamed(0).forced(0).folderForced(0);

    assertThat(acknowledged()).containsExactly(Verdict.DISHONEST);
  }

  @Test
  void soIsOneWhoseFolderWasNotForced() {
    written().forced(0).renamed(0).folderForced(EIO);

    assertThat(acknowledged()).containsExactly(Verdict.DISHONEST);
  }

  @Test
  void soIsOneOfTheOldVersion() {
    assertThat(verdicts("ACK 2", ErrorCell.OLD, List.of())).containsExactly(Verdict.DISHONEST);
  }

  @Test
  void aFailureThatLeavesTheOldVersionIsHonest() {
    written().forced(EIO);

    assertThat(verdicts(failed("the old version is intact"), ErrorCell.OLD, List.of())).isEmpty();
  }

  @Test
  void aNewVersionWhereTheOldOneWasSaidToStayIsInvented() {
    written().forced(0).renamed(0).folderForced(EIO);

    assertThat(verdicts(failed("the old version is intact"), ErrorCell.NEW, List.of()))
        .containsExactly(Verdict.INVENTED);
  }

  @Test
  void aNewVersionMustBeSaid() {
    written().forced(0).renamed(0).folderForced(EIO);

    assertThat(verdicts(failed("force"), ErrorCell.NEW, List.of()))
        .containsExactly(Verdict.DISHONEST);
    assertThat(verdicts(failed("the new version is in place"), ErrorCell.NEW, List.of())).isEmpty();
  }

  @Test
  void aForceThatFailedIsFinal() {
    written().forced(EIO).forced(0).renamed(0).folderForced(0);

    assertThat(acknowledged()).containsExactly(Verdict.DISHONEST, Verdict.DISHONEST);
  }

  @Test
  void aTornFileMustBeSaidAndTheNewVersionKept() {
    String told = failed("it may be damaged; state.dat.holdfast-unfinished has it");
    ErrorCell.Kept kept = new ErrorCell.Kept("state.dat.holdfast-unfinished", ErrorCell.NEW);

    assertThat(verdicts(told, -1, List.of(kept))).isEmpty();
    assertThat(verdicts(told, -1, List.of())).containsExactly(Verdict.TORN);
    assertThat(verdicts(failed("write"), -1, List.of())).containsExactly(Verdict.TORN);
  }

  @Test
  void aShadowCopyMayStayOnlyWhereItCouldNotBeRemoved() {
    ErrorCell.Kept kept = new ErrorCell.Kept(".holdfast-s-1", -1);
    written().forced(EIO);
    assertThat(verdicts(failed("old"), ErrorCell.OLD, List.of(kept)))
        .containsExactly(Verdict.LEFTOVER);

    call("unlinkat", INODE, SHADOW, "", EIO);
    assertThat(verdicts(failed("old"), ErrorCell.OLD, List.of(kept))).isEmpty();
  }

  @Test
  void theExceptionNamesTheTargetNotTheShadowCopy() {
    assertThat(verdicts("FAIL 2 java.io.IOException: " + SHADOW, ErrorCell.OLD, List.of()))
        .containsExactly(Verdict.DIFFERENT);
  }

  @Test
  void whatIsToldNotToBeDurableMayBeSo() {
    written().renamed(0);
    String told = "holdfast: a rename to " + TARGET + " is not made durable: /d can't be opened";

    assertThat(verdicts("ACK 2", told, ErrorCell.NEW, List.of(), Swallowing.NOTHING)).isEmpty();
    assertThat(verdicts("ACK 2", "of another", ErrorCell.NEW, List.of(), Swallowing.NOTHING))
        .containsExactly(Verdict.DISHONEST);
  }

  @Test
  void aCloseThatFailsAfterAllForcesCostsNothing() {
    written().forced(0).renamed(0).folderForced(0).call("close", INODE, TARGET, "", EIO);
    assertThat(verdicts("FAIL 2 IOException: close", ErrorCell.NEW, List.of())).isEmpty();
  }

  @Test
  void aCloseThatFailsBeforeTheForceOfTheFolderDoes() {
    written().forced(0).renamed(0).call("close", INODE, TARGET, "", EIO);
    assertThat(verdicts("FAIL 2 IOException: close", ErrorCell.NEW, List.of()))
        .containsExactly(Verdict.DISHONEST);
  }

  @Test
  void aTornFileIsHonestWhereOnlyTheFileItselfCouldBeWritten() {
    String answer = "FAIL 2 java.io.IOException: write";
    call("openat", 0, SHADOW, "", -13);
    assertThat(verdicts(answer, -1, List.of())).isEmpty();

    calls.clear();
    call("openat", 0, TARGET, "", -13);
    assertThat(verdicts(answer, -1, List.of())).containsExactly(Verdict.TORN);
  }

  @Test
  void aSwallowedFailureMustBeOnStandardError() {
    String told = "holdfast: cannot save " + TARGET + ": force of the new version failed";

    assertThat(verdicts("ACK 2", told, ErrorCell.OLD, List.of(), Swallowing.CLOSE)).isEmpty();
    assertThat(verdicts("ACK 2", "", ErrorCell.OLD, List.of(), Swallowing.CLOSE))
        .containsExactly(Verdict.DISHONEST);
    assertThat(verdicts("ACK 2", told, ErrorCell.OLD, List.of(), Swallowing.NOTHING))
        .containsExactly(Verdict.DISHONEST);
  }
}
