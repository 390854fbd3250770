package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.boot.Hooks;
import dev.holdfast.core.fs.Call;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.NonReadableChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SaveEngineTest {
  private static final int EIO = 5;

  private final Bench bench = new Bench();

  /** Without a channel of the JDK's nothing asks for them. */
  private final SaveEngine engine =
      new SaveEngine(
          bench.fs,
          null,
          bench.protection,
          bench.observer,
          new ShadowName(Bench.OWNER),
          new StateFolder(bench.fs, Bench.STATE),
          Bench.EXACT_KERNEL,
          bench.abandonment);

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  @Test
  void whatTheCommitCouldNotDoIsThrownOnceTheDescriptorIsClosed() throws IOException {
    FileDescriptor descriptor = opened("/d/state");
    bench.fs.write(bench.fs.number(descriptor), "new");
    bench.faults.failAlways(Call.FORCE, EIO);

    engine.closing(descriptor);
    closeAsStock(descriptor);

    assertThatThrownBy(() -> engine.closed(descriptor)).isInstanceOf(SaveFailedException.class);
    engine.closed(descriptor); // once
    assertThat(engine.status()).contains("\"open\":0");
  }

  /** With stock it harms nothing that is written, and the close is as good as ever. */
  @Test
  void aWriteWithWrongArgumentsIsNoFailedWrite() throws IOException {
    FileDescriptor descriptor = opened("/d/state");
    bench.fs.write(bench.fs.number(descriptor), "whole");

    engine.writeFailed(descriptor, new IndexOutOfBoundsException());
    engine.writeFailed(descriptor, new IllegalArgumentException("Negative size"));
    engine.writeFailed(descriptor, new NullPointerException());
    engine.writeFailed(descriptor, new NonReadableChannelException());
    engine.closing(descriptor);
    closeAsStock(descriptor);
    engine.closed(descriptor);

    assertThat(bench.disk.contentsAfterCut("/d/state")).containsExactly("whole");
  }

  @Test
  void aLockedFileIsKnownByItsNewNumber() throws IOException {
    FileDescriptor descriptor = opened("/d/state");
    int shadow = bench.fs.number(descriptor);

    engine.locking(descriptor);

    assertThat(bench.fs.number(descriptor)).isNotEqualTo(shadow);
    bench.fs.write(bench.fs.number(descriptor), "new");
    engine.closing(descriptor);
    closeAsStock(descriptor);
    engine.closed(descriptor);
    assertThat(bench.disk.contentsAfterCut("/d/state")).containsExactly("new");
    assertThat(engine.status()).contains("\"open\":0");
  }

  @Test
  void aLockedFileGoesOnWhereItWas() throws IOException {
    FileDescriptor descriptor = opened("/d/state");
    bench.fs.write(bench.fs.number(descriptor), "first");
    bench.fs.seek(bench.fs.number(descriptor), 1);

    engine.locking(descriptor);
    bench.fs.write(bench.fs.number(descriptor), "IR");
    engine.closing(descriptor);
    closeAsStock(descriptor);

    assertThat(bench.disk.text("/d/state")).isEqualTo("fIRst");
  }

  @Test
  void aFileThatIsNoneOfItsOwnIsLeftAlone() throws IOException {
    opened("/d/state");
    FileDescriptor other = new FileDescriptor();
    bench.fs.setNumber(other, 7);

    engine.closing(other);
    bench.fs.setNumber(other, -1);
    engine.closed(other);

    assertThat(engine.status()).contains("\"open\":1");
  }

  private FileDescriptor opened(String path) throws IOException {
    FileDescriptor descriptor = new FileDescriptor();
    assertThat(engine.openingStream(descriptor, path, false)).isTrue();
    return descriptor;
  }

  private void closeAsStock(FileDescriptor descriptor) throws IOException {
    bench.fs.closeAsJdk(bench.fs.number(descriptor));
    bench.fs.setNumber(descriptor, -1);
  }

  @Test
  void whoComesAfterTheEndSavesAsStock() throws IOException {
    bench.disk.file("/d/conf", "old");
    assertThat(engine.endIfIdle()).isTrue();

    FileDescriptor descriptor = new FileDescriptor();
    assertThat(engine.openingStream(descriptor, "/d/conf", false)).isFalse();

    assertThat(bench.fs.number(descriptor)).as("what stock may fail to open").isEqualTo(-1);
    assertThat(bench.disk.text("/d/conf")).isEqualTo("old");
    bench.assertNothingLeft();
  }

  @Test
  void theEndWaitsForWhatIsOpen() throws IOException {
    FileDescriptor descriptor = new FileDescriptor();
    assertThat(engine.openingStream(descriptor, "/d/conf", false)).isTrue();
    assertThat(engine.open()).containsOnlyKeys("/d/conf");
    assertThat(engine.endIfIdle()).isFalse();

    engine.closing(descriptor);
    assertThat(engine.endIfIdle()).as("its close has not ended").isFalse();
    engine.closed(descriptor);

    assertThat(engine.endIfIdle()).isTrue();
    assertThat(engine.open()).isEmpty();
  }

  @Test
  @Timeout(20)
  void theReapersThreadEndsWhenItIsStopped() throws Exception {
    assertThat(reapers()).as("of other tests").isEmpty();
    engine.startReaper();
    await().until(() -> reapers().anyMatch(each -> each.getState() == Thread.State.WAITING));
    engine.stopReaper();

    assertThat(reapers()).isEmpty();
    assertThat(bench.told).as("no word of an interrupt").isEmpty();
  }

  private static Stream<Thread> reapers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("holdfast-reaper"));
  }
}
