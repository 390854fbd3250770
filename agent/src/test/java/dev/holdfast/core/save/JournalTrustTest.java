package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.recover.Orphans;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journals that dead processes left, or that somebody put there to be believed. */
class JournalTrustTest {
  private static final String TARGET = "/d/conf";
  private static final String OLD = "the old version";
  private static final String LONGER = "THE NEW VERSION, LONGER";

  private static final Owner LATER =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  private final Bench bench = Bench.with(Policy.Fallback.JOURNAL);

  @BeforeEach
  void hardLink() {
    bench.disk.file(TARGET, OLD);
    bench.disk.hardLink("/d/other", TARGET);
  }

  private void recover(String folder) {
    Orphans orphans = new Orphans(bench.fs, LATER, bench.observer);
    orphans.add(folder, 0);
    orphans.removeFor(Long.MAX_VALUE);
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

  private String deadJournal(String bytes, int user) {
    String dead = LATER.toString().substring(0, 20) + "7fffffff" + "00000000001";
    String journal = "/d/.holdfast-j-" + dead + "00000001";
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
