package dev.holdfast.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.SyncFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HooksTest {
  private static final FileDescriptor DESCRIPTOR = Hook.DESCRIPTOR;
  private static final Object[] NONE = Hook.NONE;

  /** Fails in whatever it is asked, and remembers that it was. */
  private static final class Failing extends SaveRuntime {
    private final Throwable failure;
    private final List<String> asked = new ArrayList<>();

    Failing(Throwable failure) {
      this.failure = failure;
    }

    /** What is thrown unchecked may be checked all the same: a hook has to stand it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <X extends Throwable, T> T fail(String hook) throws X {
      asked.add(hook);
      throw (X) failure;
    }

    @Override
    public boolean openingStream(FileDescriptor descriptor, String name, boolean append)
        throws IOException {
      return this.<IOException, Boolean>fail("openingStream");
    }

    @Override
    public boolean openingRandomAccess(FileDescriptor descriptor, String name, int mode)
        throws IOException {
      return this.<IOException, Boolean>fail("openingRandomAccess");
    }

    @Override
    public FileDescriptor openingChannelOrNull(int folder, Object path, int options, int mode)
        throws IOException {
      return this.<IOException, FileDescriptor>fail("openingChannel");
    }

    @Override
    public void writing(
        FileDescriptor descriptor, byte[] bytesOrNull, int offset, int length, long position)
        throws IOException {
      this.<IOException, Void>fail("writing");
    }

    @Override
    public void appended(FileDescriptor descriptor) throws IOException {
      this.<IOException, Void>fail("appended");
    }

    @Override
    public void writeFailed(FileDescriptor descriptor, Throwable reason) {
      this.<RuntimeException, Void>fail("writeFailed");
    }

    @Override
    public void wrote(long written, long left, FileDescriptor descriptor) {
      this.<RuntimeException, Void>fail("wrote");
    }

    @Override
    public void wrote(
        long written, Object[] buffers, int offset, int length, FileDescriptor descriptor) {
      this.<RuntimeException, Void>fail("gathered");
    }

    @Override
    public void transferredTo(
        long written, Object source, long position, long count, Object target) {
      this.<RuntimeException, Void>fail("transferredTo");
    }

    @Override
    public void transferToFailed(Object target, Throwable reason) {
      this.<RuntimeException, Void>fail("transferToFailed");
    }

    @Override
    public void transferredFrom(long written, Object source, long count, FileDescriptor target) {
      this.<RuntimeException, Void>fail("transferredFrom");
    }

    @Override
    public boolean forcing(FileDescriptor descriptor, boolean metadata) throws IOException {
      return this.<IOException, Boolean>fail("forcing");
    }

    @Override
    public void forced(FileDescriptor descriptor) {
      this.<RuntimeException, Void>fail("forced");
    }

    @Override
    public void locking(FileDescriptor descriptor) throws IOException {
      this.<IOException, Void>fail("locking");
    }

    @Override
    public void closingChannel(Object channel, FileDescriptor descriptor) {
      this.<RuntimeException, Void>fail("closingChannel");
    }

    @Override
    public void closing(FileDescriptor descriptor) {
      this.<RuntimeException, Void>fail("closing");
    }

    @Override
    public void closed(FileDescriptor descriptor) throws IOException {
      this.<IOException, Void>fail("closed");
    }

    @Override
    public int renaming(File source, File target) {
      return this.<RuntimeException, Integer>fail("renaming");
    }

    @Override
    public boolean moving(Object source, Object target, Object[] options) throws IOException {
      return this.<IOException, Boolean>fail("moving");
    }

    @Override
    public boolean copying(Object source, Object target, Object[] options) throws IOException {
      return this.<IOException, Boolean>fail("copying");
    }

    @Override
    public long copying(InputStream source, Object target, Object[] options) throws IOException {
      return this.<IOException, Long>fail("copyingStream");
    }

    @Override
    public int deleting(File file) {
      return this.<RuntimeException, Integer>fail("deletingFile");
    }

    @Override
    public int deleting(Object path) throws IOException {
      return this.<IOException, Integer>fail("deletingPath");
    }

    @Override
    public void replacing(Object path) {
      this.<RuntimeException, Void>fail("replacing");
    }
  }

  private static Failing start(Throwable failure) {
    Failing runtime = new Failing(failure);
    Hooks.start(runtime);
    Hooks.live(1);
    return runtime;
  }

  @AfterEach
  void stop() {
    Hooks.stop();
  }

  @ParameterizedTest
  @EnumSource
  void offIsAsStock(Hook hook) throws IOException {
    Hooks.live(1);

    assertThat(hook.isStock(hook.call())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfOursIsAsStockAndCounted(Hook hook) throws IOException {
    for (Throwable failure : List.of(new IllegalStateException("ours"), new OutOfMemoryError())) {
      Failing runtime = start(failure);
      Hooks.appending(hook.name().startsWith("WRITING") ? 1 : 0);
      int before = Hooks.failures();

      assertThat(hook.isStock(hook.call())).isTrue();

      assertThat(runtime.asked).hasSize(1);
      assertThat(Hooks.failures()).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "OPENING_STREAM",
        "OPENING_RANDOM_ACCESS",
        "OPENING_CHANNEL",
        "WRITING_ONE",
        "WRITING_ALL",
        "WRITING_PART",
        "WRITING_AT",
        "MOVING",
        "COPYING",
        "DELETING_PATH"
      })
  void anExceptionForTheApplicationGetsThrough(Hook hook) {
    start(Hook.COMMIT);
    Hooks.appending(1);
    int before = Hooks.failures();

    assertThatThrownBy(hook::call).isSameAs(Hook.COMMIT);
    assertThat(Hooks.failures()).isEqualTo(before);
  }

  @Test
  void whatTheCommitThrewGetsThrough() {
    start(Hook.COMMIT);
    Hooks.appending(1);

    assertThatThrownBy(() -> Hooks.appended(DESCRIPTOR)).isSameAs(Hook.COMMIT);
    assertThatThrownBy(() -> Hooks.forcing(DESCRIPTOR, true)).isSameAs(Hook.COMMIT);
    assertThatThrownBy(() -> Hooks.locking(DESCRIPTOR)).isSameAs(Hook.COMMIT);
    assertThatThrownBy(() -> Hooks.closed(DESCRIPTOR)).isSameAs(Hook.COMMIT);
    assertThatThrownBy(() -> Hooks.copying(new ByteArrayInputStream(new byte[0]), "b", NONE))
        .isSameAs(Hook.COMMIT);
    assertThatThrownBy(() -> Hooks.syncing(DESCRIPTOR))
        .isInstanceOf(SyncFailedException.class)
        .hasMessage(Hook.COMMIT.getMessage())
        .hasCause(Hook.COMMIT);
  }

  @Test
  void whatACommitThrowsComesBeforeWhatTheCloseDoes() {
    start(Hook.COMMIT);
    IOException close = new IOException("close(2)");

    assertThatThrownBy(() -> Hooks.closeFailed(DESCRIPTOR, close))
        .isSameAs(Hook.COMMIT)
        .hasSuppressedException(close);
  }

  @Test
  void whereStockCannotTakeOverAFailureOfOursIsNoSuccess() {
    IllegalStateException ours = new IllegalStateException("ours");
    start(ours);
    Hooks.appending(1);

    assertThatThrownBy(() -> Hooks.appended(DESCRIPTOR))
        .isInstanceOf(IOException.class)
        .hasCause(ours);
    assertThatThrownBy(() -> Hooks.forcing(DESCRIPTOR, true))
        .isInstanceOf(IOException.class)
        .hasCause(ours);
    assertThatThrownBy(() -> Hooks.locking(DESCRIPTOR))
        .isInstanceOf(IOException.class)
        .hasCause(ours);
    assertThatThrownBy(() -> Hooks.closed(DESCRIPTOR))
        .isInstanceOf(IOException.class)
        .hasCause(ours);
  }

  @Test
  void whatTheApplicationsStreamThrowsIsItsOwn() {
    IllegalStateException its = new IllegalStateException("the stream's");
    start(its);

    assertThatThrownBy(() -> Hooks.copying(new ByteArrayInputStream(new byte[0]), "b", NONE))
        .isSameAs(its);
  }

  @Test
  void withNothingOpenNobodyIsAskedAboutDescriptors() throws IOException {
    Failing runtime = start(new IllegalStateException("asked"));
    Hooks.live(0);

    Hooks.writeFailed(DESCRIPTOR, Hook.COMMIT);
    Hooks.wrote(1, 1, DESCRIPTOR);
    Hooks.wrote(1, NONE, 0, 0, DESCRIPTOR);
    Hooks.transferredTo(1, "source", 0, 1, "target");
    Hooks.transferToFailed("target", Hook.COMMIT);
    Hooks.transferredFrom(1, "source", 1, DESCRIPTOR);
    Hooks.closingChannel("channel", DESCRIPTOR);
    Hooks.closing(DESCRIPTOR);
    Hooks.closed(DESCRIPTOR);
    Hooks.locking(DESCRIPTOR);
    assertThat(Hooks.forcing(DESCRIPTOR, true)).isFalse();
    assertThat(Hooks.syncing(DESCRIPTOR)).isFalse();

    assertThat(runtime.asked).isEmpty();
  }

  @Test
  void withNothingAppendedToNobodyIsAskedAboutWrites() throws IOException {
    Failing runtime = start(new IllegalStateException("asked"));
    Hooks.appending(0);

    Hooks.writing(DESCRIPTOR);
    Hooks.writing(DESCRIPTOR, new byte[1]);
    Hooks.writing(DESCRIPTOR, new byte[1], 0, 1);
    Hooks.writing(DESCRIPTOR, 0);
    Hooks.appended(DESCRIPTOR);

    assertThat(runtime.asked).isEmpty();
  }

  @Test
  void aChannelThatOnlyReadsIsNobodysBusiness() throws IOException {
    Failing runtime = start(new IllegalStateException("asked"));

    assertThat(Hooks.openingChannel(-1, "conf", Hooks.READ | Hooks.CREATE, 0666)).isNull();

    assertThat(runtime.asked).isEmpty();
  }

  @Test
  void stoppedAllIsAsStock() {
    start(Hook.COMMIT);
    Hooks.stop();

    assertThatCode(() -> Hooks.closed(DESCRIPTOR)).doesNotThrowAnyException();
    assertThat(Hooks.renaming(new File("a"), new File("b"))).isEqualTo(Hooks.STOCK);
    assertThat(Hooks.status()).isEqualTo("{\"mode\":\"off\"}");
  }
}
