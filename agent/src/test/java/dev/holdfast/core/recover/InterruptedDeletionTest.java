package dev.holdfast.core.recover;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.FakeDisk;
import dev.holdfast.core.fs.FakeFs;
import dev.holdfast.core.fs.PowerCut;
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

/** The old version of a target that was deleted to be replaced comes back, and nothing else. */
class InterruptedDeletionTest {
  private static final int EIO = 5;
  private static final int EMLINK = 31;
  private static final int ENOSYS = 38;
  private static final String TARGET = "/d/conf";

  private FakeFs fs = new FakeFs();
  private FakeDisk disk = fs.disk();
  private final List<String> told = new ArrayList<>();
  private Observer observer = observer();
  private Owner self;
  private String aside;

  private Observer observer() {
    return new Observer() {
      @Override
      protected void say(String line) {
        told.add(line);
      }
    };
  }

  @BeforeEach
  void deleted() throws IOException {
    self = Owner.ofThisProcess("pid:[4026531836]");
    String dead = self.toString().substring(0, 20) + "7fffffff" + "00000000001";
    aside = "/d/.holdfast-d-" + dead + "00000001";
    disk.folder(aside);
    disk.look(aside, 0700, 1000);
    disk.file(aside + "/conf", "old");
  }

  private Orphans recover() {
    Orphans orphans = new Orphans(fs, self, observer, Integer.MAX_VALUE);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
    assertThat(fs.openDescriptors()).isEmpty();
    assertThat(fs.misuses()).isEmpty();
    return orphans;
  }

  @Test
  void itIsCountedAndTold() {
    assertThat(recover().failures()).isZero();

    assertThat(disk.contentsAfterCut(TARGET)).containsExactly("old");
    assertThat(disk.names("/d")).containsExactly("conf");
    assertThat(observer.countOf(Event.RECOVERED)).isEqualTo(1);
    assertThat(told)
        .containsExactly(
            TARGET
                + " was deleted to be replaced, and a crash came between: its old version is back");
  }

  /** At each call another process may be the first; none of them finds a reason to complain. */
  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"STAT", "OPEN_FOLDER", "OPEN", "NAMES", "LINK", "FORCE", "REMOVE", "REMOVE_FOLDER"})
  void twoProcessesMayDoItAtOnce(Call call) throws IOException {
    for (int nth = 1; nth <= 4; nth++) {
      fs = new FakeFs();
      disk = fs.disk();
      observer = observer();
      deleted();
      Observer others = observer();
      fs.faults()
          .meanwhile(
              call,
              nth,
              () -> {
                Orphans other = new Orphans(fs, self, others, Integer.MAX_VALUE);
                other.add("/d", 0);
                other.removeFor(Long.MAX_VALUE);
                assertThat(other.failures()).as("of the other").isZero();
              });

      Orphans orphans = recover();

      assertThat(orphans.failures()).as("%s %d: %s", call, nth, told).isZero();
      assertThat(disk.contentsAfterCut(TARGET)).containsExactly("old");
      assertThat(disk.names("/d")).containsExactly("conf");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EPERM, EMLINK, Errors.ENOTSUP, ENOSYS})
  void withoutHardLinksItIsMoved(int errno) {
    fs.faults().fail(Call.LINK, 1, errno);

    assertThat(recover().failures()).isZero();

    assertThat(disk.contentsAfterCut(TARGET)).containsExactly("old");
    assertThat(disk.names("/d")).containsExactly("conf");
  }

  @ParameterizedTest
  @ValueSource(ints = {Errors.EPERM, EMLINK, Errors.ENOTSUP, ENOSYS})
  void norIsItMovedOverWhatIsThere(int errno) {
    disk.file(TARGET, "new");
    fs.faults().fail(Call.LINK, 1, errno);

    assertThat(recover().failures()).isZero();

    assertThat(disk.contentsAfterCut(TARGET)).containsExactly("new");
    assertThat(disk.names("/d")).containsExactly("conf");
    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"LINK", "FORCE", "REMOVE", "REMOVE_FOLDER", "OPEN", "NAMES"})
  void anErrorIsToldAndTheNextStartTriesAgain(Call call) {
    fs.faults().fail(call, 1, EIO);

    assertThat(recover().failures()).isEqualTo(1);
    assertThat(told).last().asString().contains(aside, "Input/output error");
    if (call == Call.LINK || call == Call.FORCE || call == Call.REMOVE) {
      assertThat(disk.text(aside + "/conf")).isEqualTo("old");
    }

    assertThat(recover().failures()).isZero();
    assertThat(disk.text(TARGET)).isEqualTo("old");
    assertThat(disk.names("/d")).containsExactly("conf");
  }

  /** The first may have given it its name back, which nobody has forced. */
  @Test
  void atNoMomentOfARecoveryAfterAKilledOneDoesAPowerCutLeaveNone() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      fs = new FakeFs();
      disk = fs.disk();
      deleted();
      fs.faults().cutBefore(nth);
      try {
        recover();
      } catch (PowerCut killed) {
        assertThat(fs.faults().isCut()).isTrue();
      }
      cut = fs.faults().isCut();
      fs.restart();
      String situation = "the first was killed before call " + nth;
      fs.faults().watch(() -> assertOneIsThereAfterACut(situation));

      assertThat(recover().failures()).isZero();
      assertOneIsThereAfterACut(situation);
    }
  }

  private void assertOneIsThereAfterACut(String situation) {
    if (disk.contentsAfterCut(TARGET).contains(ABSENT)) {
      assertThat(disk.contentsAfterCut(aside + "/conf"))
          .as("%s, after %s", situation, fs.faults().log())
          .containsExactly("old");
    }
  }

  /** A more powerful user's recovery would give a name to whatever somebody has linked there. */
  @Test
  void whatIsOfAnotherUserThanTheFolderItIsInStays() {
    fs.become(0);
    disk.look(aside + "/conf", 0600, 0);

    assertThat(recover().failures()).isEqualTo(1);

    assertThat(disk.text(TARGET)).isEqualTo(ABSENT);
    assertThat(told).singleElement().asString().contains("of another user", "nothing is done");
  }

  @Test
  void aLinkToAFolderIsNoneOfOurs() {
    disk.deleteFolder(aside);
    disk.folder("/elsewhere");
    disk.file("/elsewhere/conf", "planted");
    disk.link(aside, "/elsewhere");

    assertThat(recover().failures()).isEqualTo(1);

    assertThat(disk.text(TARGET)).isEqualTo(ABSENT);
    assertThat(disk.text("/elsewhere/conf")).isEqualTo("planted");
  }
}
