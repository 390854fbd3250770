package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import dev.holdfast.core.observe.Event;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** New versions that are read before they are published. */
class RefusedContentTest {
  private static final int EIO = 5;
  private static final String TARGET = "/d/conf";
  private static final String OLD = "{\"old\": true}";
  private static final String HALF = "{\n  \"new\": [1, 2";

  private final Bench bench = new Bench(new Guards(ShrinkGuard.OFF, Format.JSON, 0));

  @Test
  void aDocumentCutShortIsRefusedWithLineAndColumn() {
    bench.disk.file(TARGET, OLD);

    assertThatThrownBy(() -> bench.save(TARGET, HALF))
        .isInstanceOf(SaveRefusedException.class)
        .hasMessageContaining("16 bytes would replace 13 (validate: json): line 2, column 15")
        .hasMessageContaining("the old version is intact; the refused version is /d/conf.holdfast");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    assertThat(bench.disk.contentsAfterCut(TARGET + ".holdfast-refused")).containsExactly(HALF);
    bench.assertNothingLeft();
  }

  @Test
  void halfOfOneThatIsForcedIsPutOffAndThenPublished() throws IOException {
    bench.disk.file(TARGET, OLD);
    Opening.Opened opened = bench.openOrNull(TARGET);
    bench.write(opened, HALF);
    opened.file.forcing(opened.number, OpenFile.Extent.ALL);
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);

    bench.write(opened, "]}");
    bench.close(opened);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(HALF + "]}");
    assertThat(bench.count(Event.FORCE_DEFERRED)).isEqualTo(1);
    assertThat(bench.count(Event.REFUSED)).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void aNewFileThatOnlyItsOwnerMayWriteIsReadAllTheSame() throws IOException {
    bench.disk.file(TARGET, OLD);
    bench.disk.look(TARGET, 0200, 1000);

    bench.save(TARGET, "{}");

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("{}");
    assertThat(bench.disk.look(TARGET)).startsWith("200 ");
  }

  @Test
  void whatCannotBeReadIsNotPublishedAndNotLeftToStock() {
    bench.disk.file(TARGET, OLD);
    bench.disk.file("/d/temp", "{}");
    bench.faults.failAlways(Call.READ, EIO);

    assertThatThrownBy(() -> bench.save(TARGET, "{}"))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("check of the new version failed: Input/output error");
    Names names = new Names(bench.with, bench.protection, bench.openFiles, bench.deletions);
    assertThat(names.renaming(new File("/d/temp"), new File(TARGET))).isZero();

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly(OLD);
    bench.assertNothingLeft();
  }
}
