package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.observe.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TornTailsTest {
  private static final int EIO = 5;
  private static final String LOG = "/d/events.log";
  private static final String KEPT = LOG + ".holdfast-unfinished";

  private final Bench bench = new Bench();
  private Owner self;
  private int counter;

  @BeforeEach
  void whoIsWho() throws IOException {
    self = Owner.ofThisProcess("pid:[4026531836]");
    bench.disk.file(LOG, "one\ntwo\nthr");
  }

  private String dead(int number) {
    return self.toString().substring(0, 20) + "7ffffff" + number + "00000000001";
  }

  private String mark(String letter, String owner, AppendMark mark) {
    String name = ".holdfast-" + letter + "-" + owner + "0000000" + ++counter;
    byte[] bytes = mark == null ? new byte[9] : mark.toBytes();
    bench.disk.file("/d/" + name, new String(bytes, StandardCharsets.US_ASCII));
    return name;
  }

  private AppendMark at(long end) throws IOException {
    return AppendMark.first(inode(), "events.log", end);
  }

  private long inode() throws IOException {
    return bench.fs.statOrNull(bench.place(LOG)).inode();
  }

  private void recover() throws IOException {
    new TornTails(bench.fs, self, bench.observer).recover(bench.place(LOG));
    assertThat(bench.fs.openDescriptors()).isEmpty();
    assertThat(bench.fs.misuses()).isEmpty();
  }

  private List<String> marks() {
    return bench.disk.names("/d").stream().filter(TornTails::isMark).toList();
  }

  @Test
  void theTornTailIsCutOffKeptAndToldOnce() throws IOException {
    mark("a", dead(1), at(8));

    recover();

    assertThat(bench.disk.contentsAfterCut(LOG)).containsExactly("one\ntwo\n");
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("thr");
    assertThat(marks()).isEmpty();
    assertThat(bench.count(Event.TORN_TAIL_CUT)).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains(LOG, "11", "8 bytes", KEPT);
  }

  @Test
  void theCutIsDurableBeforeTheMarkGoes() throws IOException {
    mark("a", dead(1), at(8));

    recover();

    assertThat(bench.faults.log(Call.TRUNCATE, Call.FORCE, Call.REMOVE, Call.REPLACE))
        .containsExactly(
            "replace mark -> claim",
            "force shadow",
            "replace shadow -> events.log.holdfast-unfinished",
            "force /d",
            "truncate events.log to 8",
            "force events.log",
            "remove claim",
            "force /d");
  }

  @Test
  void aFileThatIsCompleteStaysAsItIs() throws IOException {
    mark("a", dead(1), at(11));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(bench.told).isEmpty();
    assertThat(marks()).isEmpty();
  }

  @Test
  void ofSeveralMarksTheOneThatReachesFurthestCounts() throws IOException {
    mark("a", dead(1), at(4));
    mark("a", dead(2), at(8).next(8, AppendMark.State.SHUT));
    mark("t", dead(3), at(4));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\n");
    assertThat(marks()).isEmpty();
  }

  @Test
  void whileAWriterMayLiveNothingIsCut() throws IOException {
    mark("a", dead(1), at(4));
    mark("a", self.toString(), at(4));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).hasSize(2);
  }

  @Test
  void norWhileALivingOneIsMakingHisMark() throws IOException {
    mark("a", dead(1), at(4));
    mark("a", self.toString(), null);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
  }

  @Test
  void aMarkThatItsLivingOwnerHasShutKeepsNobodyFromCutting() throws IOException {
    mark("a", dead(1), at(4));
    mark("a", self.toString(), at(8).next(8, AppendMark.State.SHUT));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\n");
    assertThat(marks()).isEmpty();
  }

  @Test
  void whereAllHaveClosedTheFileWhatOthersWroteSinceIsNoTornTail() throws IOException {
    mark("a", dead(1), at(4).next(4, AppendMark.State.SHUT));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).isEmpty();
  }

  @Test
  void aMarkThatWasNotFinishedIsRemoved() throws IOException {
    mark("a", dead(1), null);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).isEmpty();
  }

  @Test
  void anotherFileOfThatNameIsLeftAlone() throws IOException {
    mark("a", dead(1), AppendMark.first(inode() + 1000, "events.log", 4));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).isEmpty();
  }

  @Test
  void aFileThatWasRenamedMeanwhileIsFound() throws IOException {
    mark("a", dead(1), at(8));
    bench.fs.replace(bench.place(LOG), bench.place(LOG + ".1"));
    bench.disk.file(LOG, "the next one");

    recover();

    assertThat(bench.disk.text(LOG + ".1")).isEqualTo("one\ntwo\n");
    assertThat(bench.disk.text(LOG)).isEqualTo("the next one");
  }

  @Test
  void aFileThatIsShorterThanItsMarkIsTold() throws IOException {
    mark("a", dead(1), at(20));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(bench.told).singleElement().asString().contains(LOG, "11 bytes", "20 were written");
    assertThat(marks()).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsNotCutAndTheNextOneTriesAgain() throws IOException {
    String mark = mark("a", dead(1), at(8));
    bench.faults.fail(Call.CREATE, 1, EIO);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).containsExactly(mark);
    assertThat(bench.told).singleElement().asString().contains("can't be cut off yet");
    recover();
    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\n");
  }

  @Test
  void whoComesSecondLeavesItToTheFirst() throws IOException {
    String mark = mark("a", dead(1), at(8));
    bench.faults.meanwhile(Call.REPLACE, 1, () -> bench.disk.delete("/d/" + mark));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(bench.told).isEmpty();
  }

  @Test
  void aWriterWhoComesMeanwhileIsNotCutOff() throws IOException {
    String mark = mark("a", dead(1), at(8));
    AppendMark others = at(11);
    bench.faults.meanwhile(Call.REPLACE, 1, () -> mark("a", self.toString(), others));

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\ntwo\nthr");
    assertThat(marks()).as("as it was").contains(mark).hasSize(2);
  }

  /** Killed before each of its calls, and run again. */
  @Test
  void killedInItsMidstAndRunAgainItComesToTheSameEnd() throws IOException {
    int calls = callsOfOneRun();
    assertThat(calls).isGreaterThan(15);
    for (int call = 1; call <= calls; call++) {
      TornTailsTest other = new TornTailsTest();
      other.whoIsWho();
      other.mark("a", other.dead(1), other.at(8));
      other.mark("a", other.dead(2), other.at(4));
      other.bench.faults.cutBefore(call);
      other.recoverKilled();
      other.bench.fs.restart();
      other.claimsAreOfADeadProcess();

      other.recover();

      assertThat(other.bench.disk.contentsAfterCut(LOG))
          .as("killed before call %d", call)
          .containsExactly("one\ntwo\n");
      assertThat(other.bench.disk.text(KEPT)).isEqualTo("thr");
      assertThat(other.marks()).isEmpty();
    }
  }

  private static int callsOfOneRun() throws IOException {
    TornTailsTest whole = new TornTailsTest();
    whole.whoIsWho();
    whole.mark("a", whole.dead(1), whole.at(8));
    whole.mark("a", whole.dead(2), whole.at(4));
    int before = whole.bench.faults.count();
    whole.recover();
    return whole.bench.faults.count() - before;
  }

  private void recoverKilled() throws IOException {
    try {
      new TornTails(bench.fs, self, bench.observer).recover(bench.place(LOG));
    } catch (dev.holdfast.core.fs.PowerCut expected) {
      assertThat(bench.faults.isCut()).isTrue();
    }
  }

  private void claimsAreOfADeadProcess() throws IOException {
    for (String name : marks()) {
      if (name.contains("-t-")) {
        bench.fs.replace(
            bench.place("/d/" + name), bench.place("/d/" + name.replace(self.toString(), dead(9))));
      }
    }
  }
}
