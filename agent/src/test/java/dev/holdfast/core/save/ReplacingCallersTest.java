package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.FakeDisk;
import dev.holdfast.core.recover.Orphans;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import org.h2.command.dml.ScriptCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who deletes a file to write it anew, with nothing beside it, is known by name. */
class ReplacingCallersTest {
  private static final String TARGET = "/d/backup.sql";

  private static final Owner NEXT_PROCESS =
      Owner.parseOrNull("ba9876543210" + "f000000a" + "0000cafe" + "00000abcdef");

  private final Bench bench = new Bench();
  private final Names names =
      new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
  private final Openings openings =
      new Openings(bench.with, bench.protection, bench.deletions, names);
  private int answer;

  @BeforeEach
  void oldVersion() {
    bench.disk.file(TARGET, "old");
  }

  private void deleteAsH2() {
    ScriptCommand.query(() -> answer = names.deleting(new File(TARGET)));
  }

  private void crash() {
    bench.fs.restart();
    Orphans orphans = new Orphans(bench.fs, NEXT_PROCESS, bench.observer, 100);
    orphans.add("/d", 0);
    orphans.removeFor(Long.MAX_VALUE);
  }

  @Test
  void aCrashAfterSuchADeletionBringsTheOldVersionBack() {
    deleteAsH2();
    assertThat(answer).isEqualTo(1);
    assertThat(bench.disk.text(TARGET)).isEqualTo(FakeDisk.ABSENT);

    crash();

    assertThat(bench.disk.text(TARGET)).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void whatIsWrittenThenTakesItsPlace() throws IOException {
    deleteAsH2();

    Opening.Opened opened = openings.streamOrNull(TARGET, false);
    FileDescriptor descriptor = bench.known(opened);
    bench.write(opened, "the new version");
    bench.close(descriptor);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("the new version");
    bench.assertNothingLeft();
  }

  @Test
  void fromElsewhereADeletionIsOne() {
    assertThat(names.deleting(new File(TARGET))).isEqualTo(Hooks.STOCK);
  }
}
