package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.CallStack;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Call;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.observe.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.example.app.Endings;
import org.example.app.Endings.Writing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of saves that the application ends because of an exception. */
class AbandonedSaveTest {
  private static final String TARGET = "/d/conf";
  private static final String KEPT = "/d/conf.holdfast-unfinished";
  private static final int EIO = 5;

  /** What the application does with the open file. */
  private interface Step {
    void run(Opening.Opened opened) throws IOException;
  }

  private final Bench bench = new Bench();
  private final RuntimeException flying = new IllegalStateException("the application's own");
  private Step beforeClose = opened -> {};
  private Step close =
      opened -> {
        opened.file.closing(opened.number);
        bench.fs.closeAsJdk(opened.number);
        opened.file.closed();
      };

  @BeforeEach
  void anOldVersion() {
    bench.disk.file(TARGET, "old");
  }

  private Endings application() {
    return application(bench.opening, bench.policy);
  }

  private Endings application(Opening opening, Policy policy) {
    return new Endings(
        () -> {
          try {
            Opening.Opened opened =
                opening.wholeOrNull(
                    policy,
                    bench.place(TARGET),
                    Access.WRITE,
                    0666,
                    Opening.Missing.CREATED,
                    Opening.Links.FOLLOWED);
            bench.fs.write(opened.number, "half");
            return closing(opened);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }

  private Closeable closing(Opening.Opened opened) {
    return () -> {
      beforeClose.run(opened);
      close.run(opened);
    };
  }

  private long count(Event event) {
    assertThat(bench.observer.countOf(event)).isEqualTo(bench.observer.countOf(event, "rule 1"));
    return bench.observer.countOf(event);
  }

  private void assertOldVersionOnly() {
    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("old");
    assertThat(bench.disk.names("/d")).containsExactly("conf");
  }

  @Test
  void aCertainOneIsDiscardedCountedAndTold() {
    assertThatThrownBy(() -> application().withResources(new Writing(flying))).isSameAs(flying);

    assertThat(flying.getSuppressed()).isEmpty();
    assertOldVersionOnly();
    assertThat(count(Event.DISCARDED)).isOne();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, "Endings.withResources", "the old version stays", "rule 1")
        .contains("on-exception: commit");
  }

  @Test
  void whereThereWasNoFileThereIsNone() {
    bench.disk.delete(TARGET);

    assertThatThrownBy(() -> application().inFinally(new Writing(flying))).isSameAs(flying);

    assertThat(bench.disk.names("/d")).isEmpty();
    assertThat(bench.told).singleElement().asString().contains("there is no file");
  }

  @Test
  void aDoubtfulOneIsKeptAside() throws IOException {
    application().swallowed(new Writing(flying));

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("old");
    assertThat(bench.disk.contentsAfterCut(KEPT)).containsExactly("half");
    assertThat(count(Event.SET_ASIDE)).isOne();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, KEPT, "Endings.swallowed", "rule 1", "end-of-input");
  }

  /** The application goes on as if it had saved. */
  @Test
  void aDoubtfulOneThatCannotBeKeptIsToldToTheApplicationToo() {
    bench.faults.failAlways(Call.FORCE, EIO);

    assertThatThrownBy(() -> application().swallowed(new Writing(flying)))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContainingAll(TARGET, "keep of the unfinished version", "rule 1");

    assertOldVersionOnly();
    assertThat(count(Event.FAILED)).isOne();
    assertThat(count(Event.SET_ASIDE)).isZero();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains(TARGET, "the unfinished version can't be kept", "rule 1");
  }

  @Test
  void oneInPeaceIsPublished() throws IOException {
    application().withResources(new Writing(null));

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half");
    assertThat(count(Event.COMMITTED)).isOne();
    assertThat(bench.told).isEmpty();
  }

  @Test
  void onExceptionCommitPublishesAll() {
    Policy commit =
        new Policy(
            "rule 1",
            Policy.AtExit.AUTO,
            Policy.Renames.HARDEN,
            Policy.OnException.COMMIT,
            new EndOfInput(EndOfInput.DEFAULT),
            Guards.NONE,
            Policy.Appends.SYNC,
            Policy.InPlace.SYNC,
            Policy.Fallback.JOURNAL,
            Policy.Survives.POWER_LOSS);

    assertThatThrownBy(() -> application(bench.opening, commit).withResources(new Writing(flying)))
        .isSameAs(flying);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half");
  }

  @Test
  void oneThatAnotherThreadClosesIsPublished() {
    Step here = close;
    close =
        opened ->
            CompletableFuture.runAsync(
                    () -> assertThatCode(() -> here.run(opened)).doesNotThrowAnyException())
                .join();

    assertThatThrownBy(() -> application().withResources(new Writing(flying))).isSameAs(flying);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half");
  }

  @Test
  void aForceWhileAnExceptionFliesPublishesNothing() {
    beforeClose = opened -> opened.file.forcing(opened.number, OpenFile.Extent.ALL);

    assertThatThrownBy(() -> application().inFinally(new Writing(flying))).isSameAs(flying);

    assertOldVersionOnly();
    assertThat(count(Event.PUBLISHED_BY_FORCE)).isZero();
  }

  @Test
  void whatTheApplicationsOwnForceHasPublishedStays() {
    beforeClose = opened -> opened.file.force(opened.number);

    assertThatThrownBy(() -> application().inFinally(new Writing(flying))).isSameAs(flying);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half");
    assertThat(count(Event.DISCARDED)).isZero();
  }

  @Test
  void afterAFailedWriteThatIsWhatIsTold() {
    beforeClose = opened -> opened.file.writeFailed(new IOException("No space left on device"));

    assertThatThrownBy(() -> application().withResources(new Writing(flying))).isSameAs(flying);

    assertThat(flying.getSuppressed()).as("ours must not cover it").isEmpty();
    assertOldVersionOnly();
    assertThat(count(Event.FAILED)).isOne();
    assertThat(bench.told)
        .singleElement()
        .asString()
        .contains("cannot save " + TARGET, "No space left on device");
  }

  @Test
  void afterAWriteThatFellShortThatIsWhatIsTold() {
    beforeClose = opened -> opened.file.wrote(3, 5);

    assertThatThrownBy(() -> application().withResources(new Writing(flying))).isSameAs(flying);

    assertOldVersionOnly();
    assertThat(bench.told).singleElement().asString().contains("cannot save " + TARGET, "short");
  }

  /** A failed write is no doubtful version: the application is told, as ever. */
  @Test
  void aFailedWriteIsNotKeptAsideWhereTheExceptionIsSwallowed() {
    beforeClose = opened -> opened.file.writeFailed(new IOException("No space left on device"));

    assertThatThrownBy(() -> application().swallowed(new Writing(flying)))
        .isInstanceOf(SaveFailedException.class);

    assertOldVersionOnly();
  }

  @Test
  void whereTheStackCannotBeLookedAtItIsPublishedAndTold() {
    AtomicBoolean broken = new AtomicBoolean();
    Abandonment blind =
        new Abandonment(
            () -> {
              if (broken.getAndSet(true)) {
                throw new IllegalStateException("no stack");
              }
              CallStack stack = bench.abandonment.stack();
              return stack;
            },
            type -> null);
    Surroundings with =
        new Surroundings(
            bench.fs,
            bench.observer,
            bench.with.forcedFiles,
            bench.with.shadowNames,
            bench.with.stateFolder,
            blind);

    assertThatThrownBy(
            () -> application(new Opening(with), bench.policy).withResources(new Writing(flying)))
        .isSameAs(flying);

    assertThat(bench.disk.contentsAfterCut(TARGET)).containsExactly("half");
    assertThat(bench.told).singleElement().asString().contains(TARGET, "no stack", "rule 1");
  }
}
