package dev.holdfast.proof.trace;

import static dev.holdfast.proof.Verdict.EMPTY;
import static dev.holdfast.proof.Verdict.GOOD;
import static dev.holdfast.proof.Verdict.LOST;
import static dev.holdfast.proof.Verdict.MISSING;
import static dev.holdfast.proof.Verdict.TORN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.trace.CrashStates.Model;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each protocol leaves what it must, in both models: the right one nothing bad. */
class CrashStatesTest {
  private static final String S = "/d/.holdfast-1";
  private static final String T = "/d/t.dat";

  static Stream<Arguments> protocols() {
    return Stream.of(
        Arguments.of("full", full(), Set.of(GOOD), Set.of(GOOD)),
        Arguments.of(
            "no force of the folder",
            shadow().force().rename(S, T).ack(1),
            Set.of(GOOD, LOST),
            Set.of(GOOD, LOST)),
        Arguments.of(
            "no force of the file",
            shadow().rename(S, T).forceFolder("/d").ack(1),
            Set.of(GOOD, TORN, EMPTY),
            Set.of(GOOD, TORN, EMPTY)),
        Arguments.of(
            "no force at all, but a rename",
            shadow().rename(S, T).ack(1),
            Set.of(GOOD, TORN, EMPTY, LOST),
            Set.of(GOOD, TORN, EMPTY, LOST)),
        Arguments.of(
            "rename before the force",
            shadow().rename(S, T).force().forceFolder("/d").ack(1),
            Set.of(GOOD, TORN, EMPTY),
            Set.of(GOOD, TORN, EMPTY)),
        Arguments.of(
            "force of the folder before the rename",
            shadow().force().forceFolder("/d").rename(S, T).ack(1),
            Set.of(GOOD, LOST),
            Set.of(GOOD, LOST)),
        Arguments.of(
            "delete first",
            shadow().force().line("unlink(\"/d/t.dat\") = 0").rename(S, T).forceFolder("/d").ack(1),
            Set.of(GOOD, MISSING),
            Set.of(GOOD, MISSING)),
        Arguments.of(
            "in place, forced",
            TraceText.overwriting().openCut(T).write(TraceText.NEW).force().ack(1),
            Set.of(GOOD, TORN, EMPTY),
            Set.of(GOOD, TORN, EMPTY)),
        Arguments.of(
            "naive",
            TraceText.overwriting().openCut(T).write(TraceText.NEW).line("close(5) = 0").ack(1),
            Set.of(GOOD, TORN, EMPTY, LOST),
            Set.of(GOOD, TORN, EMPTY, LOST)),
        Arguments.of(
            "a force that lies",
            shadow()
                .line("fsync(5</d/.holdfast-1>) = 0 (INJECTED)")
                .rename(S, T)
                .forceFolder("/d")
                .ack(1),
            Set.of(GOOD, TORN, EMPTY),
            Set.of(GOOD, TORN, EMPTY)),
        Arguments.of(
            "a force that fails",
            shadow()
                .line("fsync(5</d/.holdfast-1>) = -1 EIO (no)")
                .rename(S, T)
                .forceFolder("/d")
                .ack(1),
            Set.of(GOOD, TORN, EMPTY),
            Set.of(GOOD, TORN, EMPTY)),
        Arguments.of(
            "the old version is moved away first",
            shadow().force().rename(T, "/d/old").rename(S, T).forceFolder("/d").ack(1),
            Set.of(GOOD, MISSING),
            Set.of(GOOD, MISSING)),
        Arguments.of(
            "exchanged with the old version",
            shadow()
                .force()
                .line("renameat2(4</d>, \".holdfast-1\", 4</d>, \"t.dat\", RENAME_EXCHANGE) = 0")
                .forceFolder("/d")
                .ack(1),
            Set.of(GOOD),
            Set.of(GOOD)),
        Arguments.of(
            "sync(2) in the place of both forces",
            shadow().line("sync() = 0").rename(S, T).line("sync() = 0").ack(1),
            Set.of(GOOD),
            Set.of(GOOD)));
  }

  private static TraceText shadow() {
    return TraceText.overwriting().openNew(S).write(TraceText.NEW);
  }

  private static TraceText full() {
    return shadow().force().rename(S, T).forceFolder("/d").ack(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void aProtocolLeavesWhatItMust(
      String name, TraceText text, Set<Verdict> posix, Set<Verdict> journal) {
    assertThat(verdicts(text, Model.POSIX)).isEqualTo(posix);
    assertThat(verdicts(text, Model.JOURNAL)).isEqualTo(journal);
  }

  private static Set<Verdict> verdicts(TraceText text, Model model) {
    return CrashStates.of(text.trace(), model).tally().counts().keySet();
  }

  private static TraceText newFile() {
    return TraceText.of(Situation.NEW_FILE).openNew(S).write(TraceText.NEW).force().rename(S, T);
  }

  @Test
  void aNewFileIsMissingWithoutTheForceOfItsFolder() {
    assertThat(verdicts(newFile().forceFolder("/d").ack(1), Model.POSIX)).containsOnly(GOOD);
    assertThat(verdicts(newFile().ack(1), Model.POSIX)).containsOnly(GOOD, MISSING);
    assertThat(verdicts(newFile().ack(1), Model.JOURNAL)).containsOnly(GOOD, MISSING);
  }

  /** Only POSIX lets a forced folder go with the name that leads to it. */
  @Test
  void aNewFolderHasItsNameInAnother() {
    TraceText half =
        newFolder("/d/made/deeper/t.dat").forceFolder("/d/made/deeper").forceFolder("/d/made");
    TraceText whole =
        newFolder("/d/made/deeper/t.dat")
            .forceFolder("/d/made/deeper")
            .forceFolder("/d/made")
            .forceFolder("/d");

    assertThat(verdicts(half.ack(1), Model.POSIX)).containsOnly(GOOD, MISSING);
    assertThat(verdicts(half, Model.JOURNAL)).containsOnly(GOOD);
    assertThat(verdicts(whole.ack(1), Model.POSIX)).containsOnly(GOOD);
  }

  private static TraceText newFolder(String target) {
    return TraceText.of(Situation.NEW_FOLDER)
        .line("mkdir(\"/d/made\", 0777) = 0")
        .line("mkdirat(AT_FDCWD</d/made>, \"deeper\", 0777) = 0")
        .openNew("/d/made/deeper/s")
        .write(TraceText.NEW)
        .force()
        .rename("/d/made/deeper/s", target);
  }

  @Test
  void aLinkIsFollowedInEachState() {
    assertThat(verdicts(behindALink().forceFolder("/d").ack(1), Model.POSIX)).containsOnly(GOOD);
    assertThat(verdicts(behindALink().ack(1), Model.POSIX)).containsOnly(GOOD, LOST);
  }

  private static TraceText behindALink() {
    return TraceText.of(Situation.THROUGH_A_LINK)
        .with("/d/real.dat", TraceText.OLD)
        .withLink("/d/link.dat", "real.dat")
        .openNew(S)
        .write(TraceText.NEW)
        .force()
        .rename(S, "/d/real.dat");
  }

  @Test
  void twoNamesInTwoFoldersMayPartUnlessThereIsAJournal() {
    TraceText text =
        TraceText.of(Situation.NEW_FILE)
            .line("mkdir(\"/d/parts\", 0777) = 0")
            .openNew("/d/parts/part")
            .write(TraceText.NEW)
            .force()
            .rename("/d/parts/part", T)
            .forceFolder("/d/parts")
            .ack(1);

    assertThat(verdicts(text, Model.POSIX)).containsOnly(GOOD, MISSING);
    assertThat(verdicts(text, Model.JOURNAL)).containsOnly(GOOD);
  }

  @Test
  void aWriteThatReturnsDuringAForceIsNotCovered() {
    String half = TraceText.NEW.substring(2500);
    TraceText text =
        TraceText.overwriting()
            .openNew(S)
            .write(half)
            .line("fsync(5</d/.holdfast-1> <unfinished ...>")
            .other("write(5</d/.holdfast-1>, \"" + half + "\", 2500) = 2500")
            .line("<... fsync resumed>) = 0")
            .rename(S, T)
            .forceFolder("/d")
            .ack(1);

    assertThat(verdicts(text, Model.POSIX)).contains(TORN);
  }

  /** Else an empty version would pass for a damaged one. */
  @Test
  void anEmptyVersionIsGood() {
    TraceText text =
        TraceText.of(Situation.NO_BYTES)
            .with(T, TraceText.OLD)
            .openNew(S)
            .force()
            .rename(S, T)
            .forceFolder("/d")
            .ack(1);

    assertThat(verdicts(text, Model.POSIX)).containsOnly(GOOD);
  }

  @Test
  void aSecondSaveIsJudgedByTheFirst() {
    TraceText text =
        newFile().forceFolder("/d").ack(1).openNew(S).write("second").force().rename(S, T).ack(2);

    assertThat(verdicts(text, Model.POSIX)).containsOnly(GOOD, LOST);
  }

  @Test
  void aFindingSaysWhereAndWhat() {
    CrashStates states = CrashStates.of(shadow().force().rename(S, T).ack(1).trace(), Model.POSIX);

    assertThat(states.damages().get(0).what())
        .isEqualTo(
            "LOST if cut after write (line 6), ACK 1 said: /t.dat as of there before:"
                + " 9 bytes, as it was");
  }

  /** Whatever becomes of the rest, a state is counted for each cut: the tally is no estimate. */
  @Test
  void theStatesOfTheRightProtocolAreThese() {
    // the old one after ACK 0, the open, the write and the force; two after the rename; the new
    // one after the force of the folder and ACK 1
    assertThat(CrashStates.of(full().trace(), Model.POSIX).tally().all()).isEqualTo(8);
  }
}
