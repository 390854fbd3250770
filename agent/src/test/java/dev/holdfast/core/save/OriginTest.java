package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.weave.StacksForTests;
import java.util.concurrent.FutureTask;
import org.example.app.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OriginTest {
  private static Origin here() {
    return new Origin(StacksForTests.ofThisJvm().capture());
  }

  @Test
  void itNamesTheApplicationsFrameAndThread() {
    assertThat(Store.open(OriginTest::here))
        .hasToString(
            "org.example.app.Store.open(Store.java:12) on thread "
                + Thread.currentThread().getName());
  }

  @Test
  void whileTheMethodThatOpenedItRunsItIsInProgress() {
    Store.save(
        OriginTest::here,
        origin -> {
          assertThat(origin.isInProgress()).isTrue();
          assertThat(origin.isExiting()).isFalse();
        });
  }

  @Test
  void afterThatMethodHasReturnedItIsNot() {
    Origin origin = Store.open(OriginTest::here);

    assertThat(origin.isInProgress()).isFalse();
  }

  @Test
  void aHelperThatOpensHasReturnedButItsCallerHasNot() {
    Store.saveWithOpener(
        OriginTest::here,
        origin -> {
          assertThat(origin.isInProgress()).isFalse();
          assertThat(origin.isCallerInProgress()).isTrue();
        });
  }

  @Test
  void anotherCallOfTheSameMethodIsAnother() {
    Origin[] first = new Origin[1];
    Store.save(OriginTest::here, origin -> first[0] = origin);

    Store.save(
        OriginTest::here,
        second -> {
          assertThat(second.isInProgress()).isTrue();
          assertThat(first[0].isInProgress()).as("its caller stands on another line").isFalse();
        });
  }

  @Test
  @Timeout(60)
  void anotherThreadSeesIt() {
    Store.save(
        OriginTest::here,
        origin -> {
          FutureTask<Boolean> question = new FutureTask<>(origin::isInProgress);
          new Thread(question).start();
          assertThat(question).succeedsWithin(java.time.Duration.ofSeconds(10)).isEqualTo(true);
        });
  }

  @Test
  void aThreadThatHasEndedHasNothingInProgress() throws Exception {
    FutureTask<Origin> opening = new FutureTask<>(() -> Store.open(OriginTest::here));
    Thread thread = new Thread(opening);
    thread.start();
    thread.join();

    assertThat(opening.get().isInProgress()).isFalse();
    assertThat(opening.get().isCallerInProgress()).isFalse();
  }

  @Test
  void whatTheJdkOpensForItselfIsInNobodysProgress() throws Exception {
    FutureTask<Origin> opening = new FutureTask<>(OriginTest::here);
    Thread thread = new Thread(opening, "worker");
    thread.start();

    Origin origin = opening.get();

    assertThat(origin).hasToString("the JDK itself on thread worker");
    assertThat(origin.isInProgress()).isFalse();
  }
}
