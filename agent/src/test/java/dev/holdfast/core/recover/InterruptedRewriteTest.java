package dev.holdfast.core.recover;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.FakeDisk;
import dev.holdfast.core.fs.FakeFs;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal holds is written into its target once more, and into nothing else. */
class InterruptedRewriteTest {
  private static final int EIO = 5;
  private static final String TARGET = "/d/conf";
  private static final String KEPT = "/d/conf.holdfast-unfinished";
  private static final String NEW = "the new version";
  private static final String OTHERS = "of somebody else";

  private FakeFs fs;
  private FakeDisk disk;
  private List<String> told;
  private Observer observer;
  private Owner self;
  private String name;

  @BeforeEach
  void halfWritten() throws IOException {
    fs = new FakeFs();
    disk = fs.disk();
    told = new ArrayList<>();
    observer =
        new Observer() {
          @Override
          protected void say(String line) {
            told.add(line);
          }
        };
    self = Owner.ofThisProcess("pid:[4026531836]");
    String dead = self.toString().substring(0, 20) + "7fffffff" + "00000000001";
    name = "/.holdfast-j-" + dead + "00000001";
    disk.file(TARGET, "half");
    disk.file("/d/secret", "secret");
  }

  private String note(String folder) {
    return "holdfast journal 1\ninode " + disk.inodeOf(TARGET) + "\n" + folder;
  }

  private void journal(String home, String note) {
    disk.folder(home + name);
    disk.look(home + name, 0700, 1000);
    disk.file(home + name + "/conf", NEW);
    disk.file(home + name + "/.holdfast-note", note);
  }

  private void journal() {
    journal("/d", note(""));
  }

  private int failuresIn(String folder) {
    Orphans orphans = new Orphans(fs, self, observer, Integer.MAX_VALUE);
    orphans.add(folder, 0);
    orphans.removeFor(Long.MAX_VALUE);
    assertThat(fs.openDescriptors()).isEmpty();
    assertThat(fs.misuses()).isEmpty();
    return orphans.failures();
  }

  private void assertNothingOfOursIn(String folder) {
    assertThat(disk.names(folder)).noneMatch(each -> each.startsWith(".holdfast-"));
  }

  @Test
  void theJournalIsClaimedAndEndsOnlyWhenTheTargetIsForced() {
    journal();

    assertThat(failuresIn("/d")).isZero();

    assertThat(
            fs.faults()
                .log(
                    Call.REPLACE,
                    Call.COPY,
                    Call.TRUNCATE,
                    Call.FORCE,
                    Call.REMOVE,
                    Call.REMOVE_FOLDER))
        .containsExactly(
            "replace journal -> journal",
            "copy conf into conf",
            "truncate conf to 15",
            "force conf",
            "remove conf",
            "force journal",
            "remove .holdfast-note",
            "remove folder journal",
            "force /d");
    assertThat(disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(observer.countOf(Event.RECOVERED)).isEqualTo(1);
    assertThat(told)
        .containsExactly(
            TARGET + " was being rewritten in place when a crash came: it" + " is whole again");
  }

  @Test
  void twoProcessesMayTryAtOnce() {
    journal();
    fs.faults()
        .meanwhile(
            Call.REPLACE,
            1,
            () -> {
              Orphans other = new Orphans(fs, self, observer, Integer.MAX_VALUE);
              other.add("/d", 0);
              other.removeFor(Long.MAX_VALUE);
            });

    assertThat(failuresIn("/d")).isZero();

    assertThat(disk.text(TARGET)).isEqualTo(NEW);
    assertNothingOfOursIn("/d");
  }

  @Test
  void oneThatCannotBeClaimedIsTold() {
    journal();
    fs.faults().fail(Call.REPLACE, 1, EIO);

    assertThat(failuresIn("/d")).isEqualTo(1);

    assertThat(told).singleElement().asString().contains("Input/output error");
  }

  @Test
  void aLinkToAFolderIsNoJournal() {
    journal("/elsewhere", note(""));
    disk.link("/d" + name, "/elsewhere" + name);

    assertThat(failuresIn("/d")).isEqualTo(1);

    assertThat(disk.text(TARGET)).isEqualTo("half");
  }

  @Test
  void bytesWithoutANoteAreForNothing() {
    journal();
    disk.delete("/d" + name + "/.holdfast-note");

    assertThat(failuresIn("/d")).isEqualTo(1);

    assertThat(disk.text(TARGET)).isEqualTo("half");
    assertThat(told).singleElement().asString().contains("it holds conf and no note says for what");
  }

  @Test
  void aNoteThatNamesNoFolderIsTold() {
    journal("/home", note("folder /a\0b"));

    assertThat(failuresIn("/home")).isEqualTo(1);

    assertThat(told).singleElement().asString().contains("its note names no folder");
  }

  @Test
  void aTargetThatHasBecomeAPipeStaysOne() {
    disk.fifo(TARGET);
    journal();

    assertThat(failuresIn("/d")).isZero();

    assertThat(disk.text(KEPT)).isEqualTo(NEW);
    assertNothingOfOursIn("/d");
  }

  /** By a rename: on a full disk too. */
  @Test
  void besideTheTargetWhatIsKeptIsNotCopied() {
    journal();
    disk.file(TARGET, OTHERS);

    assertThat(failuresIn("/d")).isZero();

    assertThat(disk.text(TARGET)).isEqualTo(OTHERS);
    assertThat(disk.contentsAfterCut(KEPT)).containsExactly(NEW);
    assertThat(fs.faults().log(Call.COPY)).isEmpty();
    assertThat(observer.countOf(Event.SET_ASIDE)).isEqualTo(1);
    assertNothingOfOursIn("/d");
  }

  @Test
  void aCopyThatFailsLeavesNothingBesideTheTarget() {
    disk.mount("/home");
    journal("/home", note("folder /d"));
    disk.file(TARGET, OTHERS);
    fs.faults().fail(Call.FORCE, 1, EIO);

    assertThat(failuresIn("/home")).isEqualTo(1);

    assertThat(disk.text(KEPT)).isEqualTo(ABSENT);
    assertNothingOfOursIn("/d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/d", "/home"})
  void whatIsKeptIsNeverWhatALinkLeadsTo(String home) {
    journal(home, note(home.equals("/d") ? "" : "folder /d"));
    disk.delete(home + name + "/conf");
    disk.link(home + name + "/conf", "/d/secret");
    disk.file(TARGET, OTHERS);

    assertThat(failuresIn(home)).isEqualTo(1);

    assertThat(disk.text(KEPT)).isEqualTo(ABSENT);
  }

  /** Between any look and any opening. */
  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"STAT", "OPEN"})
  void whatTakesItsNameMeanwhileIsNotWrittenTo(Call call) throws IOException {
    for (int nth = 1; nth <= 12; nth++) {
      halfWritten();
      journal();
      fs.faults().meanwhile(call, nth, () -> disk.file(TARGET, OTHERS));
      failuresIn("/d");
      assertThat(disk.text(TARGET)).as("before %s %d", call, nth).isIn(OTHERS, NEW);
      boolean came = disk.text(TARGET).equals(OTHERS);
      assertThat(came || fs.faults().countOf(call) < nth).as("before %s %d", call, nth).isTrue();

      halfWritten();
      journal();
      fs.faults()
          .meanwhile(
              call,
              nth,
              () -> {
                disk.delete(TARGET);
                disk.link(TARGET, "/d/secret");
              });
      failuresIn("/d");
      assertThat(disk.text("/d/secret")).as("before %s %d", call, nth).isEqualTo("secret");
    }
  }

  @Test
  void aTargetOfAnotherUserThatThisOneMayWriteToIsMadeWhole() {
    journal();
    disk.look(TARGET, 0666, 7);

    assertThat(failuresIn("/d")).isZero();

    assertThat(disk.text(TARGET)).isEqualTo(NEW);
  }

  @Test
  void rootMakesTheTargetOfTheJournalsUserWhole() {
    journal();
    fs.become(0);

    assertThat(failuresIn("/d")).isZero();

    assertThat(disk.text(TARGET)).isEqualTo(NEW);
  }

  @Test
  void rootBelievesNoNoteInTheFolderOfAnotherUser() {
    journal("/home", note("folder /d"));
    fs.become(0);

    assertThat(failuresIn("/home")).isEqualTo(1);

    assertThat(disk.text(TARGET)).isEqualTo("half");
  }
}
