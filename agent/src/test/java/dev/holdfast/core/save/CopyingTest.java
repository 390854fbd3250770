package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.observe.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

class CopyingTest {
  private static final int ENOSPC = 28;
  private static final int EMFILE = 24;

  private final Bench bench = new Bench();
  private final Copying copying = new Copying(bench.with);

  private long copyBytes(String content) throws IOException {
    InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return copying.copiedBytes(bench.policy, in, bench.place("/d/conf"));
  }

  private boolean copy(String source, Object... options) throws IOException {
    return copying.copied(bench.policy, bench.place(source), bench.place("/d/conf"), options);
  }

  @Test
  void bytesOfAStreamReplaceTheTargetInOneStep() throws IOException {
    bench.disk.file("/d/conf", "old");

    assertThat(copyBytes("new!")).isEqualTo(4);

    assertThat(bench.faults.log(Call.FORCE, Call.REPLACE, Call.REMOVE))
        .containsExactly("force shadow", "replace shadow -> conf", "force /d");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new!");
    assertThat(bench.count(Event.COMMITTED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void bytesOfAStreamMakeANewTarget() throws IOException {
    copyBytes("new");

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.disk.look("/d/conf")).isEqualTo("644 1000:1000");
    bench.assertNothingLeft();
  }

  @Test
  void aStreamThatFailsLeavesTheOldVersionAndItsOwnException() throws IOException {
    bench.disk.file("/d/conf", "old");
    IOException its = new IOException("the stream's");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw its;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw its;
          }
        };

    assertThatThrownBy(() -> copying.copiedBytes(bench.policy, broken, bench.place("/d/conf")))
        .isSameAs(its);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    assertThat(bench.count(Event.DISCARDED)).isEqualTo(1);
    bench.assertNothingLeft();
  }

  @Test
  void aFullDiskLeavesTheOldVersion() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.COPY, 1, ENOSPC);

    assertThatThrownBy(() -> copyBytes("new")).hasMessage("No space left on device");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  /** As an application's class loader, security manager or memory may have it. */
  @Test
  void aCopyThatIsBrokenOffByNoErrorOfTheDiskLeavesNothing() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/source", "new");
    bench.faults.meanwhile(
        Call.COPY,
        1,
        () -> {
          throw new OutOfMemoryError("no room");
        });

    assertThatThrownBy(() -> copy("/d/source")).isInstanceOf(OutOfMemoryError.class);

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aCopyHasTheAttributesOfItsSource() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", 0666, 1000);
    bench.disk.file("/d/source", "new");
    bench.disk.look("/d/source", 0600, 1000);
    bench.disk.attribute("/d/source", "user.origin", "there");

    assertThat(copy("/d/source", StandardCopyOption.COPY_ATTRIBUTES)).isTrue();

    assertThat(bench.disk.look("/d/conf")).isEqualTo("600 1000:1000 [user.origin]");
    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.disk.text("/d/source")).isEqualTo("new");
    bench.assertNothingLeft();
  }

  @Test
  void aCopyThatMayNotBeReadIsForcedAllTheSame() throws IOException {
    bench.disk.file("/d/source", "new");
    bench.disk.look("/d/source", 0200, 1000);
    bench.fs.become(0);
    copy("/d/source");
    bench.fs.become(1000);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
  }

  @Test
  void aLinkIsReplacedNotFollowed() throws IOException {
    bench.disk.file("/d/real", "real");
    bench.disk.link("/d/conf", "real");
    bench.disk.file("/d/source", "new");

    assertThat(copy("/d/source", LinkOption.NOFOLLOW_LINKS)).isTrue();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.disk.text("/d/real")).isEqualTo("real");
    bench.assertNothingLeft();
  }

  @Test
  void aFailedCopyNamesTheTargetNeverTheShadow() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.file("/d/source", "new");
    bench.faults.fail(Call.COPY, 1, ENOSPC);

    assertThatThrownBy(() -> copy("/d/source"))
        .isInstanceOf(FileSystemException.class)
        .hasMessage("/d/source -> /d/conf: No space left on device");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void whatIsWrongWithTheSourceIsSaidAsStockSaysIt() throws IOException {
    assertThatThrownBy(() -> copy("/d/missing"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("/d/missing");
    bench.assertNothingLeft();
  }

  @Test
  void errorsOfTheShadowAreErrorsOfTheTarget() {
    assertThat(Errors.renamed(new AccessDeniedException("/d/.s"), "/d/.s", "/d/conf"))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage("/d/conf");
    assertThat(Errors.renamed(new NoSuchFileException("/d/.s"), "/d/.s", "/d/conf"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage("/d/conf");
    IOException other = new IOException("other");
    assertThat(Errors.renamed(other, "/d/.s", "/d/conf")).isSameAs(other);
  }

  @Test
  void whereNoShadowCanBeHadStockDoesIt() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.failAlways(Call.CREATE, Errors.EACCES);
    assertThat(copyBytes("new")).isEqualTo(Hooks.STOCK);
    bench.faults.failAlways(Call.OPEN_FOLDER, Errors.EACCES);
    assertThat(copyBytes("new")).isEqualTo(Hooks.STOCK);
    assertThat(copy("/d/source")).isFalse();

    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void aFolderThatIsRefusedOnceIsOpenedAllTheSame() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.OPEN_FOLDER, 1, Errors.EACCES);

    assertThat(copyBytes("new")).isEqualTo(3);

    assertThat(bench.disk.contentsAfterCut("/d/conf")).containsExactly("new");
    assertThat(bench.told).isEmpty();
  }

  @Test
  void aFaultAtAnyCallLeavesTheOldOrTheNewVersionAndNothingElse() throws IOException {
    for (int errno : Bench.errnos()) {
      for (int nth = 1; ; nth++) {
        Bench fault = new Bench();
        fault.disk.file("/d/conf", "old");
        fault.disk.file("/d/source", "new");
        fault.faults.failAny(nth, errno);
        Copying each = new Copying(fault.with);
        boolean copied = false;
        try {
          copied =
              each.copied(
                  fault.policy, fault.place("/d/source"), fault.place("/d/conf"), new Object[0]);
        } catch (IOException failure) {
          assertThat(failure.getMessage()).doesNotContain(".holdfast-s-");
        }
        if (copied) {
          assertThat(fault.disk.contentsAfterCut("/d/conf")).containsExactly("new");
        } else {
          assertThat(fault.disk.text("/d/conf")).isIn("old", "new");
        }
        assertThat(fault.fs.openDescriptors()).as("%d at %d", errno, nth).isEmpty();
        assertThat(fault.fs.misuses()).isEmpty();
        if (fault.faults.fired() == 0) {
          assertThat(copied).isTrue();
          break;
        }
      }
    }
  }

  @Test
  void noDescriptorLeftIsAnErrorOfTheTarget() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.faults.fail(Call.OPEN_FOLDER, 1, EMFILE);

    assertThatThrownBy(() -> copyBytes("new"))
        .isInstanceOf(FileSystemException.class)
        .hasMessage("/d/conf: Too many open files");
  }
}
