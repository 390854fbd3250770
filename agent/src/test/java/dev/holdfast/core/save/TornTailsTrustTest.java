package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.FakeDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Marks that somebody may have put beside a file to have it cut, or that can't be read. */
class TornTailsTrustTest {
  private static final String LOG = "/d/events.log";
  private static final String WHOLE = "one\ntwo\nthr";
  private static final int SOMEBODY = 1001;

  private final Bench bench = new Bench();
  private final TornTails tails = new TornTails(bench.fs, Bench.OWNER, bench.observer);

  private int marks;

  @BeforeEach
  void log() {
    bench.disk.file(LOG, WHOLE);
    bench.disk.look(LOG, 0644, 1000);
  }

  /** Of a process that has ended; it says that the log is complete up to 4. */
  private String mark(int permissions, int user) {
    return mark(permissions, user, "events.log");
  }

  private String mark(int permissions, int user, String name) {
    String path =
        "/d/.holdfast-a-"
            + Bench.OWNER.toString().substring(0, 20)
            + "7fffffff"
            + "00000000001"
            + "0000000"
            + ++marks;
    AppendMark mark = AppendMark.first(bench.disk.inodeOf(LOG), name, 4);
    bench.disk.file(path, new String(mark.toBytes(), StandardCharsets.US_ASCII));
    bench.disk.look(path, permissions, user);
    return path;
  }

  private void recover() throws IOException {
    tails.recover(bench.place(LOG));
    assertThat(bench.fs.openDescriptors()).isEmpty();
  }

  private void assertUntouched() {
    assertThat(bench.disk.text(LOG)).isEqualTo(WHOLE);
  }

  @Test
  void aMarkOfTheFilesOwnUserIsBelievedByRoot() throws IOException {
    mark(0644, 1000);
    bench.fs.become(0);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\n");
  }

  @Test
  void aMarkOfSomebodyWhoMayNotWriteToTheFileIsNotBelieved() throws IOException {
    String mark = mark(0644, SOMEBODY);
    bench.fs.become(0);

    recover();

    assertUntouched();
    assertThat(bench.disk.text(mark)).isNotEqualTo(FakeDisk.ABSENT);
  }

  /** Several users may write to one log. */
  @Test
  void itIsWhereTheFileMayBeWrittenByOthers() throws IOException {
    bench.disk.look(LOG, 0664, 1000);
    mark(0644, SOMEBODY);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\n");
  }

  @Test
  void aMarkOfThisUserIsBelievedOfAnothersFile() throws IOException {
    bench.disk.look(LOG, 0644, SOMEBODY);
    bench.fs.become(0);
    mark(0644, 0);

    recover();

    assertThat(bench.disk.text(LOG)).isEqualTo("one\n");
  }

  /** It may reach further than those that can. */
  @Test
  void whileAMarkCannotBeReadNothingIsCut() throws IOException {
    mark(0644, 1000);
    mark(0600, 0);

    recover();

    assertUntouched();
    assertThat(tails.failures()).isEqualTo(1);
    assertThat(bench.told).singleElement().asString().contains("not for this user to read", "/d");
  }

  @Test
  void aMarkThatIsALinkIsNone() throws IOException {
    String mark = mark(0644, 1000);
    bench.fs.replace(bench.place(mark), bench.place("/d/planted"));
    bench.disk.link(mark, "/d/planted");

    recover();

    assertUntouched();
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsNone() throws IOException {
    bench.disk.folder("/d/sub");
    mark(0644, 1000, "sub/../events.log");

    recover();

    assertUntouched();
  }

  @Test
  void aFileThatIsExchangedMeanwhileIsNotCut() throws IOException {
    mark(0644, 1000);
    bench.fs.become(0);
    bench.faults.meanwhile(Call.REPLACE, 1, () -> bench.disk.look(LOG, 0644, 0));

    recover();

    assertUntouched();
    assertThat(tails.failures()).isEqualTo(1);
  }
}
