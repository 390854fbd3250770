package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
}
