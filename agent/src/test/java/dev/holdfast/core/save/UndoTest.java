package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A target that is locked while it is saved is written in place, and its old version kept. */
class UndoTest {
  private static final String TARGET = "/d/conf";
  private static final int EIO = 5;
  private static final String OLD = "the old version";
  private static final String NEW = "THE NEW VERSION";

  private static final Owner LATER =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  private Bench bench = Bench.with(Policy.Fallback.JOURNAL);

  private Opening.Opened locked(String path, int[] descriptor) throws IOException {
    Opening.Opened opened = bench.openOrNull(path);
    descriptor[0] = opened.number;
    opened.file.lock(
        number -> {
          int old = descriptor[0];
          descriptor[0] = number;
          return old;
        });
    return opened;
  }

  private void close(Opening.Opened opened, int[] descriptor) throws IOException {
    opened.file.commit(descriptor[0]);
    bench.fs.closeAsJdk(descriptor[0]);
    opened.file.closed();
  }

  private void recover() {
    Orphans orphans = new Orphans(bench.fs, LATER, bench.observer, 100);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
  }

  @Test
  void killedAtAnyCallTheNextStartFindsTheOldVersionOrTheNewOne() throws IOException {
    int nth = 1;
    for (boolean cut = true; cut; nth++) {
      bench = Bench.with(Policy.Fallback.JOURNAL);
      bench.disk.file(TARGET, OLD);
      bench.faults.cutBefore(nth);
      try {
        int[] descriptor = new int[1];
        Opening.Opened opened = locked(TARGET, descriptor);
        bench.fs.write(descriptor[0], NEW);
        close(opened, descriptor);
      } catch (PowerCut killed) {
        assertThat(bench.faults.isCut()).isTrue();
      }
      cut = bench.faults.isCut();
      bench.fs.restart();

      recover();

      assertThat(bench.disk.text(TARGET))
          .as("killed before call %d: %s", nth, bench.faults.log())
          .isIn(OLD, NEW);
      bench.assertNothingLeft();
    }
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(nth).as("calls").isGreaterThan(20);
  }

  @Test
  void aSaveOfAnotherFileOfThatNameLeavesItAlone() throws IOException {
    bench.disk.file(TARGET, OLD);
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.replace(bench.place(TARGET), bench.place("/d/moved"));
    bench.save(TARGET, "another");

    close(opened, descriptor);

    assertThat(bench.disk.text(TARGET)).isEqualTo("another");
    bench.assertNothingLeft();
  }

  @Test
  void inAFolderThatIsMovedMeanwhileItsJournalGoes() throws IOException {
    bench.disk.folder("/d/sub");
    bench.disk.file("/d/sub/conf", OLD);
    int[] descriptor = new int[1];
    Opening.Opened opened = locked("/d/sub/conf", descriptor);
    bench.fs.rewrite(descriptor[0], NEW);
    bench.fs.replace(bench.place("/d/sub"), bench.place("/d/moved"));

    close(opened, descriptor);

    assertThat(bench.disk.contentsAfterCut("/d/moved/conf")).containsExactly(NEW);
    assertThat(bench.disk.names("/d/moved")).containsExactly("conf");
    bench.assertNothingLeft();
  }

  /** Else a crash after a later save would bring back what was before this one. */
  @Test
  void aJournalThatCannotBeEndedIsDroppedByTheNextSave() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.hardLink("/d/other", TARGET);
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.rewrite(descriptor[0], NEW);
    bench.faults.fail(Call.REMOVE, 1, EIO);
    assertThatThrownBy(() -> close(opened, descriptor)).hasMessageContaining("force of what");

    bench.save(TARGET, "a later version");
    bench.fs.restart();
    recover();

    assertThat(bench.disk.text(TARGET)).isEqualTo("a later version");
    bench.assertNothingLeft();
  }

  @Test
  void inAFolderThatCannotBeWrittenToItIsWrittenInPlaceWithoutOne() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.look("/d", 0555, 1000);
    bench.disk.folder("/home");
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.write(descriptor[0], NEW);
    close(opened, descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(bench.told)
        .anyMatch(line -> line.contains("is locked by the application"))
        .noneMatch(line -> line.contains("after a crash its old version comes back"));
  }
}
