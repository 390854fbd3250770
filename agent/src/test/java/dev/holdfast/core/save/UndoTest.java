package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Each state of a cut has the old version, or the new one, in the target or in the journal. */
  @Test
  void atNoMomentCanAPowerCutLeaveATornTargetWithoutTheOldVersion() throws IOException {
    bench.disk.file(TARGET, OLD);
    List<String> torn = new ArrayList<>();
    bench.faults.watch(
        () -> {
          Set<String> contents = bench.disk.contentsAfterCut(TARGET);
          if (!Set.of(OLD, NEW).containsAll(contents)) {
            torn.add(contents.toString());
            assertThat(bytesOfJournalsAfterCut())
                .as("torn: %s, after %s", contents, bench.faults.log())
                .containsOnly(Set.of(OLD));
          }
        });
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.write(descriptor[0], NEW);
    close(opened, descriptor);

    assertThat(torn).as("moments at which a cut would tear the target").isNotEmpty();
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
  }

  private List<Set<String>> bytesOfJournalsAfterCut() {
    List<Set<String>> found = new ArrayList<>();
    for (Map<String, Set<String>> names : bench.disk.foldersAfterCut("/d")) {
      List<String> journals = new ArrayList<>(names.keySet());
      journals.removeIf(name -> !name.startsWith(".holdfast-j-"));
      assertThat(journals).hasSize(1);
      for (Map<String, Set<String>> inside : bench.disk.foldersAfterCut("/d/" + journals.get(0))) {
        found.add(inside.getOrDefault("conf", Set.of()));
      }
    }
    return found;
  }

  /** What the old version was for its owner only must be so in a copy, too. */
  @Test
  void theCopyIsForItsOwnerOnly() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.look(TARGET, 0600, 1000);
    List<String> looks = new ArrayList<>();
    bench.faults.meanwhile(
        Call.MAKE_FOLDER,
        1,
        () ->
            bench.disk.names("/d").stream()
                .filter(name -> name.startsWith(".holdfast-s-"))
                .forEach(name -> looks.add(bench.disk.look("/d/" + name))));
    int[] descriptor = new int[1];
    close(locked(TARGET, descriptor), descriptor);

    assertThat(looks).hasSize(2).containsOnly("600 1000:1000");
  }

  @Test
  void withoutAnOldVersionThereIsNoJournal() throws IOException {
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.write(descriptor[0], NEW);
    close(opened, descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(bench.faults.log(Call.MAKE_FOLDER)).isEmpty();
    assertThat(bench.told).noneMatch(line -> line.contains("its old version comes back"));
    bench.assertNothingLeft();
  }

  @Test
  void anEmptyOldVersionHasNoJournal() throws IOException {
    bench.disk.file(TARGET, "");
    int[] descriptor = new int[1];
    close(locked(TARGET, descriptor), descriptor);

    assertThat(bench.faults.log(Call.MAKE_FOLDER)).isEmpty();
    bench.assertNothingLeft();
  }

  @Test
  void aRuleThatWantsNoJournalHasNone() throws IOException {
    bench = Bench.with(Policy.Fallback.IN_PLACE);
    bench.disk.file(TARGET, OLD);
    int[] descriptor = new int[1];
    close(locked(TARGET, descriptor), descriptor);

    assertThat(bench.faults.log(Call.MAKE_FOLDER)).isEmpty();
  }

  /** A full disk is no folder without rights: the application hears of it. */
  @Test
  void whereNoCopyFitsTheLockFailsAndNothingHasChanged() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.faults.fail(Call.CREATE, 2, 24); // EMFILE; the first is the shadow copy

    assertThatThrownBy(() -> locked(TARGET, new int[1]))
        .hasMessageContaining("Too many open files");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
  }

  @Test
  void aCopyThatFailsGoes() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.faults.fail(Call.COPY, 1, 28);
    Opening.Opened opened = bench.openOrNull(TARGET);

    assertThatThrownBy(() -> opened.file.lock(number -> number))
        .hasMessageContaining("No space left");
    opened.file.discard();
    bench.fs.closeAsJdk(opened.number);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    bench.assertNothingLeft();
  }

  @Test
  void theApplicationsForceEndsItOnce() throws IOException {
    bench.disk.file(TARGET, OLD);
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.write(descriptor[0], NEW);
    opened.file.force(descriptor[0]);
    assertThat(bench.disk.names("/d")).containsExactly("conf");
    close(opened, descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    bench.assertNothingLeft();
  }

  @Test
  void whatIsForUsToWriteToOnlyIsLockedWithoutAJournal() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.look(TARGET, 0200, 1000);
    int[] descriptor = new int[1];
    Opening.Opened opened = locked(TARGET, descriptor);
    bench.fs.write(descriptor[0], NEW);
    close(opened, descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(NEW);
    assertThat(bench.told)
        .anyMatch(line -> line.contains("is locked by the application"))
        .noneMatch(line -> line.contains("its old version comes back"));
    bench.assertNothingLeft();
  }
}
