package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.boot.Hooks;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenFilesTest {
  private final Bench bench = new Bench();
  private final OpenFiles files = new OpenFiles();

  private OpenFile file(String name) throws IOException {
    return bench.openOrNull("/d/" + name).file;
  }

  @AfterEach
  void closeTheGate() {
    Hooks.live(0);
  }

  @Test
  void aFileIsFoundByItsDescriptorAndNoOther() throws IOException {
    FileDescriptor one = new FileDescriptor();
    FileDescriptor other = new FileDescriptor();
    OpenFile file = file("one");
    files.add(one, 5, file);

    assertThat(files.getOrNull(one)).isSameAs(file);
    assertThat(files.getOrNull(other)).isNull();
    assertThat(files.getOrNull(null)).isNull();
  }

  @Test
  void removedItIsNotFound() throws IOException {
    FileDescriptor one = new FileDescriptor();
    files.add(one, 5, file("one"));
    assertThat(files.isEmpty()).isFalse();

    files.remove(one);
    files.remove(one); // once more is nothing

    assertThat(files.getOrNull(one)).isNull();
    assertThat(files.isEmpty()).isTrue();
    assertThat(files.all()).isEmpty();
  }

  @Test
  void whatItsNumberOrNameIsNotIsNone() throws IOException {
    FileDescriptor one = new FileDescriptor();
    files.add(one, 5, file("one"));

    assertThat(files.mayHaveNumber(5)).isTrue();
    assertThat(files.mayHaveNumber(6)).isFalse();
    assertThat(files.mayHaveNumber(-1)).as("closed: may have been any").isTrue();
    assertThat(files.mayHaveName("/elsewhere/one")).isTrue();
    assertThat(files.mayHaveName("one")).isTrue();
    assertThat(files.mayHaveName("/d/two")).isFalse();
    assertThat(files.mayHaveName("/d/two/")).as("no name").isTrue();
    assertThat(files.mayHaveName("/d/z\u00e9")).as("which bytes these are depends").isTrue();

    files.remove(one);

    assertThat(files.mayHaveNumber(5)).isFalse();
    assertThat(files.mayHaveName("/elsewhere/one")).isFalse();
    assertThat(files.mayHaveName("/d/z\u00e9")).isFalse();
  }

  @Test
  void aNameOfOtherCharactersMayBeAnyName() throws IOException {
    FileDescriptor one = new FileDescriptor();
    files.add(one, 5, file("\u00e9"));

    assertThat(files.mayHaveName("/d/?")).isTrue();

    files.remove(one);

    assertThat(files.mayHaveName("/d/?")).isFalse();
  }

  @Test
  void aNewNumberIsKnownAsTheOldOne() throws IOException {
    FileDescriptor one = new FileDescriptor();
    files.add(one, 5, file("one"));

    files.renumber(one, 7);

    assertThat(files.mayHaveNumber(5)).isTrue();
    assertThat(files.mayHaveNumber(7)).isTrue();

    files.remove(one);

    assertThat(files.mayHaveNumber(5)).isFalse();
    assertThat(files.mayHaveNumber(7)).isFalse();
  }

  @Test
  void anEndIsUnderWayUntilItsFileIsRemoved() throws IOException {
    FileDescriptor one = new FileDescriptor();
    files.add(one, 5, file("one"));
    assertThat(files.isAnyEnding()).isFalse();

    files.ending(one);
    files.ending(one); // a close that failed, and once more
    files.ending(new FileDescriptor());
    assertThat(files.isAnyEnding()).isTrue();

    files.remove(one);
    assertThat(files.isAnyEnding()).isFalse();
  }

  @Test
  void manyAreKeptApartWhateverSlotTheyFallInto() throws IOException {
    List<FileDescriptor> descriptors = new ArrayList<>();
    List<OpenFile> opened = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      descriptors.add(new FileDescriptor());
      opened.add(file("file" + i));
      files.add(descriptors.get(i), i, opened.get(i));
    }
    for (int i = 0; i < 2000; i += 2) {
      files.remove(descriptors.get(i));
    }

    for (int i = 0; i < 2000; i++) {
      assertThat(files.getOrNull(descriptors.get(i))).isSameAs(i % 2 == 0 ? null : opened.get(i));
    }
    assertThat(files.all()).hasSize(1000);
  }

  @Test
  void theHooksAskOnlyWhileThereIsOne() throws IOException {
    AtomicReference<FileDescriptor> asked = new AtomicReference<>();
    Hooks.start(
        new dev.holdfast.boot.SaveRuntime() {
          @Override
          public void writeFailed(FileDescriptor descriptor, Throwable failure) {
            asked.set(descriptor);
          }
        });
    try {
      FileDescriptor one = new FileDescriptor();
      files.add(one, 5, file("one"));
      Hooks.writeFailed(one, new IOException());
      assertThat(asked).hasValue(one);
      asked.set(null);
      files.remove(one);
      Hooks.writeFailed(one, new IOException());
      assertThat(asked).hasValue(null);
    } finally {
      Hooks.stop();
    }
  }

  @Test
  @Timeout(60)
  void whatNobodyCanReachAnyMoreIsHandedOut() throws Exception {
    OpenFile lost = file("lost");
    FileDescriptor kept = new FileDescriptor();
    files.add(new FileDescriptor(), 5, lost);
    files.add(kept, 6, file("kept"));
    AtomicReference<OpenFiles.Entry> found = new AtomicReference<>();
    Thread reaper =
        new Thread(
            () -> {
              try {
                found.set(files.takeCollected());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    reaper.start();

    await()
        .until(
            () -> {
              System.gc();
              return found.get() != null;
            });
    reaper.join();

    assertThat(found.get().file).isSameAs(lost);
    assertThat(found.get().get()).isNull();
    assertThat(files.all()).as("until the reaper has dealt with it").hasSize(2);
    files.remove(found.get());
    assertThat(files.all()).singleElement().extracting(entry -> entry.get()).isSameAs(kept);
  }

  @Test
  @Timeout(60)
  void manyThreadsDoNotDisturbEachOther() throws Exception {
    OpenFile any = file("any");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        results.add(threads.submit(() -> missedOf(any)));
      }
      for (Future<Integer> missed : results) {
        assertThat(missed.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files.isEmpty()).isTrue();
  }

  private int missedOf(OpenFile file) {
    int missed = 0;
    for (int round = 0; round < 2000; round++) {
      FileDescriptor[] own = new FileDescriptor[8];
      for (int i = 0; i < own.length; i++) {
        own[i] = new FileDescriptor();
        files.add(own[i], i, file);
      }
      for (FileDescriptor descriptor : own) {
        missed += files.getOrNull(descriptor) == file ? 0 : 1;
        files.remove(descriptor);
        missed += files.getOrNull(descriptor) == null ? 0 : 1;
      }
    }
    return missed;
  }

  @Test
  void anEntryWhoseDescriptorIsGoneAnswersNobody() throws IOException {
    List<FileDescriptor> descriptors = new ArrayList<>(); // enough for every slot
    OpenFile any = file("any");
    for (int i = 0; i < 4000; i++) {
      descriptors.add(new FileDescriptor());
      files.add(descriptors.get(i), i, any);
    }
    files.all().forEach(OpenFiles.Entry::clear); // as the collector does

    assertThat(files.getOrNull(null)).isNull();
    assertThat(files.getOrNull(descriptors.get(0))).isNull();
  }

  @Test
  void closedWhenEmptyNothingIsTakenAnyMore() throws IOException {
    FileDescriptor one = new FileDescriptor();
    assertThat(files.add(one, 5, file("one"))).isTrue();
    assertThat(files.closeIfEmpty()).as("one is open").isFalse();
    assertThat(files.add(new FileDescriptor(), 6, file("other"))).as("still taken").isTrue();
    files.remove(one);
    assertThat(files.closeIfEmpty()).isFalse();
    for (OpenFiles.Entry entry : files.all()) {
      files.remove(entry);
    }

    assertThat(files.closeIfEmpty()).isTrue();

    assertThat(files.add(one, 5, file("third"))).isFalse();
    assertThat(files.isEmpty()).isTrue();
  }

  @Test
  void whatIsOpenIsToldWithItsOrigin() throws IOException {
    files.add(new FileDescriptor(), 5, file("one"));

    assertThat(files.origins()).containsOnlyKeys("/d/one");
    assertThat(files.origins().get("/d/one")).contains(" on thread ");
  }
}
