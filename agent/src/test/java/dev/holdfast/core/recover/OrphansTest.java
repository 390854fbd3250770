package dev.holdfast.core.recover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.FakeFs;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.save.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders are listed for real; what is done in them is done in a fake of the same names. */
class OrphansTest {
  private static final long LONG = 60_000_000_000L;

  @TempDir Path real;

  private final FakeFs fs = new FakeFs();
  private final List<String> told = new ArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        protected void say(String line) {
          told.add(line);
        }
      };
  private Owner self;
  private String dead;

  @BeforeEach
  void whoIsWho() throws IOException {
    self = Owner.ofThisProcess("pid:[4026531836]");
    dead = shadowOf(self.toString().substring(0, 20) + "7fffffff" + "00000000001");
    fs.disk().folder(real.toString());
  }

  private static String shadowOf(String owner) {
    return ".holdfast-s-" + owner + "00000001";
  }

  /** In the real folder, for the list, and in the fake. */
  private void file(String path) throws IOException {
    Path file = real.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    fs.disk().folder(file.getParent().toString());
    fs.disk().file(file.toString(), "");
  }

  private Orphans orphans(int depth) {
    Orphans orphans = new Orphans(fs, self, observer, 100);
    orphans.add(real.toString(), depth);
    return orphans;
  }

  @Test
  void whatADeadProcessLeftIsRemovedAndNothingElse() throws IOException {
    file("conf");
    file(dead);
    file(".holdfast-other");
    file("conf.holdfast-unfinished");

    assertThat(orphans(0).removeFor(LONG)).isTrue();

    assertThat(fs.disk().names(real.toString()))
        .containsExactly(".holdfast-other", "conf", "conf.holdfast-unfinished");
    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
    assertThat(fs.openDescriptors()).isEmpty();
  }

  @Test
  void whatALivingProcessHasOpenIsLeftAlone() throws IOException {
    file(shadowOf(self.toString()));

    orphans(0).removeFor(LONG);

    assertThat(fs.disk().names(real.toString())).hasSize(1);
    assertThat(fs.faults().log(Call.REMOVE)).isEmpty();
  }

  @Test
  void whatNobodyCanTellIsLeftAlone() throws IOException {
    String otherNamespace =
        self.toString().substring(0, 12) + "00000001" + self.toString().substring(20);
    file(shadowOf(otherNamespace));

    orphans(0).removeFor(LONG);

    assertThat(fs.disk().names(real.toString())).hasSize(1);
  }

  @Test
  void foldersBelowAreLookedAtAsDeepAsAsked() throws IOException {
    file("1/" + dead);
    file("1/2/" + dead);
    file("1/2/3/" + dead);

    orphans(2).removeFor(LONG);

    assertThat(fs.disk().names(real + "/1")).containsExactly("2");
    assertThat(fs.disk().names(real + "/1/2")).containsExactly("3");
    assertThat(fs.disk().names(real + "/1/2/3")).containsExactly(dead);
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    file("inside/" + dead);
    Files.createSymbolicLink(real.resolve("link"), real.resolve("inside"));
    fs.disk().link(real + "/link", "inside");
    Orphans orphans = new Orphans(fs, self, observer, 100);
    orphans.add(real.toString(), 1);

    orphans.removeFor(LONG);

    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void whatTakesTooLongGoesOnInTheNextCall() throws IOException {
    file("1/" + dead);
    file("2/" + dead);
    Orphans orphans = orphans(1);

    assertThat(orphans.removeFor(-1)).as("one folder is looked at").isFalse();
    assertThat(orphans.removeFor(-1)).isFalse();
    assertThat(orphans.removeFor(LONG)).isTrue();

    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(2);
  }

  @Test
  void afterSoManyFoldersItStopsAndTells() throws IOException {
    file("1/" + dead);
    file("2/" + dead);
    Orphans orphans = new Orphans(fs, self, observer, 2);
    orphans.add(real.toString(), 1);

    assertThat(orphans.removeFor(LONG)).isTrue();

    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
    assertThat(told).singleElement().asString().contains("after 2 folders", "'recover'");
  }

  @Test
  void thoseThatAreAllAreNotToldOf() throws IOException {
    file("1/" + dead);
    Orphans orphans = new Orphans(fs, self, observer, 2);
    orphans.add(real.toString(), 1);

    orphans.removeFor(LONG);

    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeRemovedIsToldAndTheRestGoesOn() throws IOException {
    file(dead);
    file("1/" + dead);
    fs.faults().fail(Call.REMOVE, 1, Errors.EACCES);

    orphans(1).removeFor(LONG);

    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isEqualTo(1);
    assertThat(told).singleElement().asString().contains("can't be looked at or dealt with");
    assertThat(fs.openDescriptors()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsNothing() {
    Orphans orphans = new Orphans(fs, self, observer, 100);
    orphans.add(real + "/missing", 3);

    assertThat(orphans.removeFor(LONG)).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void whatAnotherBootLeftOnANetworkFileSystemIsLeftAlone() throws IOException {
    file(shadowOf("ffffffffffff" + self.toString().substring(12)));
    fs.disk().showDevice(real.toString(), 100);
    Orphans orphans = orphans(0);

    orphans.removeFor(LONG);

    assertThat(fs.disk().names(real.toString())).hasSize(1);
    assertThat(orphans.living()).isEqualTo(1);
  }

  @Test
  void onceStoppedNoMoreFolderIsLookedAt() throws IOException {
    file(dead);
    Orphans orphans = orphans(0);
    orphans.stop();

    orphans.removeFor(LONG);

    assertThat(fs.disk().names(real.toString())).hasSize(1);
  }

  @Test
  void whenTheTimeIsOverWithTheLastFolderAllHasBeenSeen() throws IOException {
    file(dead);

    assertThat(orphans(0).removeFor(-1)).isTrue();
  }

  @Test
  void whatGoesWhileItIsLookedAtIsNoFailure() throws IOException {
    file(dead);
    file("1/conf");
    fs.faults().meanwhile(Call.STAT, 1, () -> fs.disk().deleteFolder(real + "/1"));
    fs.faults().fail(Call.REMOVE, 1, Errors.ENOENT);
    Orphans orphans = orphans(1);

    assertThat(orphans.removeFor(LONG)).isTrue();

    assertThat(orphans.failures()).isZero();
    assertThat(observer.countOf(Event.ORPHAN_REMOVED)).isZero();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc", "/sys", "/dev"})
  void theKernelsOwnAreNotLookedThrough(String kernels) {
    fs.disk().folder(kernels);
    fs.disk().file(kernels + "/" + dead, "");
    Orphans orphans = new Orphans(fs, self, observer, Integer.MAX_VALUE);
    orphans.add("/", 1);

    orphans.removeFor(LONG);

    assertThat(fs.disk().names(kernels)).hasSize(1);
  }
}
