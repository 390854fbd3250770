package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journals that dead processes left, or that somebody put there to be believed. */
class JournalTrustTest {
  private static final String TARGET = "/d/conf";
  private static final int EIO = 5;
  private static final String OLD = "the old version";
  private static final String LONGER = "THE NEW VERSION, LONGER";

  private static final Owner LATER =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  private static final String DEAD = LATER.toString().substring(0, 20) + "7fffffff" + "00000000001";

  private final Bench bench = Bench.with(Policy.Fallback.JOURNAL);

  @BeforeEach
  void hardLink() {
    bench.disk.file(TARGET, OLD);
    bench.disk.hardLink("/d/other", TARGET);
  }

  private Orphans recover(String folder) {
    Orphans orphans = new Orphans(bench.fs, LATER, bench.observer, 100);
    orphans.add(folder, 0);
    orphans.removeFor(Long.MAX_VALUE);
    return orphans;
  }

  /** Its bytes are older than what this process is about to be told is saved. */
  @Test
  void aJournalOfADeadProcessGoesWhenALaterVersionHasItsOwn() throws IOException {
    deadJournal("of a dead process", 1000);

    bench.save(TARGET, LONGER);
    recover("/d");

    assertThat(bench.disk.text(TARGET)).isEqualTo(LONGER);
    bench.assertNothingLeft();
  }

  @Test
  void aJournalOfAnotherUserThanTheTargetsIsNotBelieved() {
    bench.fs.become(0);
    bench.disk.look(TARGET, 0600, 0);
    deadJournal("planted", 1000);

    recover("/d");

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.told).singleElement().asString().contains("another user", "nothing is done");
  }

  @Test
  void aJournalWhoseBytesAreALinkIsNotBelieved() {
    String journal = deadJournal("planted", 1000);
    bench.disk.delete(journal + "/conf");
    bench.disk.file("/d/secret", "secret");
    bench.disk.link(journal + "/conf", "/d/secret");

    recover("/d");

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.told).singleElement().asString().contains("no regular file");
  }

  @Test
  void aNoteThatNamesAnotherFolderIsBelievedInAFolderOfThisUserOnly() {
    bench.disk.folder("/home");
    bench.disk.look("/home", 0777, 1000);
    String journal = "/home/.holdfast-j-" + Bench.OWNER + "00000001";
    planted(journal, "planted", "folder /d");

    recover("/home");

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
    assertThat(bench.told).singleElement().asString().contains("believed only in a folder");
  }

  /** What has the name of what is kept may lead elsewhere. */
  @Test
  void whatIsKeptIsNotWrittenThroughALink() {
    deadJournal("unfinished", 1000);
    bench.disk.delete(TARGET);
    bench.disk.file(TARGET, "replaced since");
    bench.disk.file("/d/secret", "secret");
    bench.disk.link("/d/conf.holdfast-unfinished", "/d/secret");

    recover("/d");

    assertThat(bench.disk.text("/d/secret")).isEqualTo("secret");
    assertThat(bench.disk.text(TARGET)).isEqualTo("replaced since");
    assertThat(bench.disk.contentsAfterCut("/d/conf.holdfast-unfinished"))
        .containsExactly("unfinished");
    assertThat(bench.disk.names("/d")).noneMatch(name -> name.startsWith(".holdfast-"));
  }

  @Test
  void whatIsKeptOfATargetElsewhereStaysInTheStateFolder() {
    bench.disk.folder("/home");
    bench.disk.look("/home", 0700, 1000);
    planted("/home/.holdfast-j-" + DEAD + "00000001", "unfinished", "folder /d");
    bench.disk.delete(TARGET);
    bench.disk.look("/d", 0555, 1000);
    String kept = "conf~" + Integer.toHexString("/d".hashCode()) + ".holdfast-unfinished";

    assertThat(recover("/home").failures()).isZero();

    assertThat(bench.disk.names("/home")).containsExactly(kept);
    assertThat(bench.disk.contentsAfterCut("/home/" + kept)).containsExactly("unfinished");
    assertThat(bench.told).singleElement().asString().contains("/home/" + kept);
  }

  @Test
  void aTargetThatIsExchangedWhileItIsLookedAtIsNotWritten() {
    deadJournal("of a dead process", 1000);
    bench.disk.file("/d/secret", "secret");
    // lstat of the target; of the bytes and of the target once more, as they are opened
    bench.faults.meanwhile(
        Call.OPEN,
        4,
        () -> {
          bench.disk.delete(TARGET);
          bench.disk.hardLink(TARGET, "/d/secret");
        });

    recover("/d");

    assertThat(bench.disk.text("/d/secret")).isEqualTo("secret");
    assertThat(bench.told).singleElement().asString().contains("was exchanged");
  }

  @Test
  void aNoteWithoutAnInodeIsToldOfAndTheOthersGoOn() {
    String journal = deadJournal("planted", 1000);
    bench.disk.delete(journal + "/.holdfast-note");
    bench.disk.file(journal + "/.holdfast-note", "holdfast journal 1\ninode 99x\n");
    String shadow = "/d/.holdfast-s-" + DEAD + "00000001";
    bench.disk.file(shadow, "orphan");

    Orphans orphans = recover("/d");

    assertThat(orphans.failures()).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("names no inode: 99x");
    assertThat(bench.disk.names("/d")).doesNotContain(shadow.substring("/d/".length()));
  }

  /** Whoever may write to the folder could make all saves fail by it. */
  @Test
  void aDeadJournalThatIsNotForThisUserKeepsNoSaveFromBeingMade() throws IOException {
    deadJournal("of another user", 1001);

    bench.save(TARGET, LONGER);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    assertThat(bench.told)
        .anyMatch(line -> line.contains("can't be looked at") && line.contains("remove it before"));
  }

  @Test
  void norDoesAFileOfThatName() throws IOException {
    bench.disk.file("/d/.holdfast-j-" + DEAD + "00000001", "no folder");

    bench.save(TARGET, LONGER);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(LONGER);
    assertThat(bench.told).anyMatch(line -> line.contains("is no folder of Holdfast's"));
  }

  @Test
  void oneThatADiskCannotReadDoes() {
    deadJournal("of a dead process", 1000);
    bench.faults.meanwhile(Call.MAKE_FOLDER, 1, () -> bench.faults.fail(Call.REMOVE, 1, EIO));

    assertThatThrownBy(() -> bench.save(TARGET, LONGER)).hasMessageContaining("journal");

    assertThat(bench.disk.text(TARGET)).isEqualTo(OLD);
  }

  private String deadJournal(String bytes, int user) {
    String journal = "/d/.holdfast-j-" + DEAD + "00000001";
    planted(journal, bytes, "");
    bench.disk.look(journal, 0700, user);
    return journal;
  }

  private void planted(String journal, String bytes, String folder) {
    bench.disk.folder(journal);
    bench.disk.file(journal + "/conf", bytes);
    long inode = bench.disk.inodeOf(TARGET);
    bench.disk.file(
        journal + "/.holdfast-note", "holdfast journal 1\ninode " + inode + "\n" + folder);
  }
}
