package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal says of its target. */
class JournalNoteTest {
  private static final String TEXT = "holdfast journal 1\ninode 4711\nfolder /srv/app";
  private static final int EIO = 5;

  private final Bench bench = new Bench();

  private JournalNote readOrNull(String text) throws IOException {
    if (text != null) {
      bench.disk.file("/d/" + JournalNote.NAME, text);
    }
    int folder = bench.fs.openFolder(bench.place("/d/any"));
    try {
      return JournalNote.readOrNull(bench.fs, folder);
    } finally {
      bench.fs.close(folder);
      assertThat(bench.fs.openDescriptors()).isEmpty();
    }
  }

  @Test
  void whatIsWrittenIsReadAndIsForItsOwnerOnly() throws IOException {
    int folder = bench.fs.openFolder(bench.place("/d/any"));
    new JournalNote(4711, "/srv/app").write(bench.fs, folder);
    bench.fs.close(folder);

    assertThat(bench.disk.text("/d/" + JournalNote.NAME)).isEqualTo(TEXT);
    assertThat(bench.disk.look("/d/" + JournalNote.NAME)).isEqualTo("600 1000:1000");
    JournalNote note = readOrNull(null);
    assertThat(note.inode()).isEqualTo(4711);
    assertThat(note.folderOrNull()).isEqualTo("/srv/app");
  }

  @Test
  void besideTheTargetItNamesNoFolder() throws IOException {
    assertThat(readOrNull("holdfast journal 1\ninode 4711\n").folderOrNull()).isNull();
  }

  @Test
  void withoutOneItIsNull() throws IOException {
    assertThat(readOrNull(null)).isNull();
  }

  /** A cut left its beginning: it was not forced yet, so nothing was rewritten. */
  @Test
  void oneThatACrashHasCutShortIsNone() throws IOException {
    int beforeTheFolder = TEXT.indexOf("folder");
    for (int length = 0; length < beforeTheFolder; length++) {
      String text = TEXT.substring(0, length);
      assertThat(readOrNull(text)).as(text).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holdfast journal 2\ninode 4711\n",
        "holdfast journal 1\nfile 4711\n",
        "holdfast journal 1\ninode 4711\nelse /srv",
        "holdfast journal 1\ninode a lot\n",
        "anything\n"
      })
  void oneOfAnotherVersionIsNotGuessedAt(String text) {
    assertThatThrownBy(() -> readOrNull(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its note");
  }

  @Test
  void oneThatCannotBeReadIsNotTakenForMissing() {
    bench.disk.file("/d/" + JournalNote.NAME, TEXT);
    bench.faults.fail(Call.OPEN, 1, EIO);

    assertThatThrownBy(() -> readOrNull(null)).hasMessageContaining("Input/output error");
  }

  @Test
  void aMissingOneIsRemovedAlready() throws IOException {
    int folder = bench.fs.openFolder(bench.place("/d/any"));
    JournalNote.remove(bench.fs, folder);
    bench.faults.fail(Call.REMOVE, 1, EIO);

    assertThatThrownBy(() -> JournalNote.remove(bench.fs, folder))
        .hasMessageContaining("Input/output error");
  }
}
