package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves of files in folders that can't be written to. */
class StateFolderTest {
  private static final String TARGET = "/d/conf";

  private final Bench bench = Bench.with(Policy.Fallback.JOURNAL);

  /** The remedy is the folder's mode, not the file's owner. */
  @Test
  void whatIsToldIsTheFolderAlsoWhereTheOwnerIsAnother() throws IOException {
    bench.disk.file(TARGET, "old");
    bench.disk.look(TARGET, 0666, 7);
    bench.disk.look("/d", 0555, 1000);
    bench.disk.folder("/home");

    bench.save(TARGET, "new");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("new");
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("no file can be created in its folder")
        .doesNotContain("owner, group");
    assertThat(bench.faults.log(Call.CHOWN)).isEmpty();
  }

  private StateFolder folder(String path) {
    return new StateFolder(bench.fs, path);
  }

  @Test
  void itIsMadeWithAllAboveItForThisUserOnly() throws IOException {
    bench.disk.folder("/home");

    bench.fs.close(folder("/home/a/b").open());

    assertThat(bench.disk.look("/home/a")).isEqualTo("700 1000:1000");
    assertThat(bench.disk.look("/home/a/b")).isEqualTo("700 1000:1000");
    bench.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {0720, 0702})
  void whereOthersMayWriteItIsNotUsed(int mode) {
    bench.disk.folder(Bench.STATE);
    bench.disk.look(Bench.STATE, mode, 1000);

    assertThatThrownBy(() -> folder(Bench.STATE).open())
        .hasMessageContaining("the state folder " + Bench.STATE + " is not this user's alone");

    bench.assertNothingLeft();
  }

  @Test
  void whereItIsOfAnotherUserItIsNotUsedEvenByRoot() {
    bench.fs.become(0);
    bench.disk.folder(Bench.STATE);
    bench.disk.look(Bench.STATE, 0755, 7);

    assertThatThrownBy(() -> folder(Bench.STATE).open()).hasMessageContaining("not this user's");

    bench.assertNothingLeft();
  }

  @Test
  void twoProcessesMayMakeItAtOnce() throws IOException {
    bench.disk.folder("/home");
    bench.faults.meanwhile(Call.MAKE_FOLDER, 1, () -> bench.disk.folder("/home/state"));

    bench.fs.close(folder(Bench.STATE).open());

    assertThat(bench.disk.look(Bench.STATE)).isEqualTo("700 1000:1000");
    bench.assertNothingLeft();
  }

  @Test
  void whyItCannotBeMadeIsToldWithItsName() {
    bench.disk.folder("/home");
    bench.faults.fail(Call.MAKE_FOLDER, 1, 28);

    assertThatThrownBy(() -> folder(Bench.STATE).open())
        .hasMessage("the state folder " + Bench.STATE + ": No space left on device");

    bench.assertNothingLeft();
  }

  @Test
  void theRootIsNone() {
    assertThatThrownBy(() -> folder("/").open())
        .hasMessage("the state folder / is no folder to write to");
  }

  @Test
  void aReloadMayNameAnother() throws IOException {
    bench.disk.folder("/home");
    StateFolder folder = folder(Bench.STATE);

    folder.move("/home/another");
    bench.fs.close(folder.open());

    assertThat(folder.placeOf("name").toString()).isEqualTo("/home/another/name");
    assertThat(bench.disk.names("/home")).containsExactly("another");
  }
}
