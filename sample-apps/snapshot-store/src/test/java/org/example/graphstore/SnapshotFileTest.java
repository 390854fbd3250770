package org.example.graphstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.example.graphstore.Reading.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
  @TempDir Path folder;
  private Path path;
  private SnapshotFile snapshot;

  @BeforeEach
  void nameTheSnapshot() {
    path = folder.resolve("snapshot.json");
    snapshot = new SnapshotFile(path.toFile());
  }

  @Test
  void aSavedGraphIsLoadedAsItWas() throws IOException {
    Graph saved = Graph.invented(7, 20);
    snapshot.save(saved);

    Reading reading = snapshot.load();

    assertThat(reading.state).isEqualTo(State.WHOLE);
    assertThat(reading.graph.version()).isEqualTo(7);
    assertThat(reading.graph.nodes())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(saved.nodes());
  }

  @Test
  void aGraphWithoutNodesIsWhole() throws IOException {
    snapshot.save(Graph.invented(1, 0));

    assertThat(snapshot.load().state).isEqualTo(State.WHOLE);
  }

  @Test
  void theGraphOfTheStoryMakesAbout47Megabytes() throws IOException {
    snapshot.save(Graph.invented(1, 5113));

    assertThat(snapshot.bytes()).isBetween(46_500_000L, 47_500_000L);
    assertThat(snapshot.load().graph.nodes()).hasSize(5113);
  }

  @Test
  void aMissingFileIsToldFromAnEmptyOne() throws IOException {
    assertThat(snapshot.load().state).isEqualTo(State.MISSING);
    Files.createFile(path);
    assertThat(snapshot.load().state).isEqualTo(State.EMPTY);
  }

  @Test
  void everyCutOfASmallSnapshotIsTorn() throws IOException {
    snapshot.save(new Graph(3, Arrays.asList(small(0), small(1))));
    byte[] whole = Files.readAllBytes(path);

    // The last byte is the line end after the end mark: without it all content is there.
    for (int bytes = 1; bytes < whole.length - 1; bytes++) {
      Files.write(path, Arrays.copyOf(whole, bytes));
      assertThat(snapshot.load().state).as("cut after %d bytes", bytes).isEqualTo(State.TORN);
    }
  }

  @Test
  void everyChangedByteOfASmallSnapshotIsTorn() throws IOException {
    snapshot.save(new Graph(3, Arrays.asList(small(0), small(1))));
    byte[] whole = Files.readAllBytes(path);

    for (int at = 0; at < whole.length - 1; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(path, changed);
      assertThat(snapshot.load().state).as("byte %d changed", at).isEqualTo(State.TORN);
    }
  }

  @ParameterizedTest(name = "new bytes up to {0} % of the file, old ones after")
  @ValueSource(ints = {1, 25, 50, 75, 99})
  void newBytesOverOldOnesAreTorn(int percent) throws IOException {
    snapshot.save(Graph.invented(1, 10));
    byte[] mixed = Files.readAllBytes(path);
    snapshot.save(Graph.invented(2, 10));
    byte[] newer = Files.readAllBytes(path);
    System.arraycopy(newer, 0, mixed, 0, mixed.length * percent / 100);
    Files.write(path, mixed);

    assertThat(snapshot.load().state).isEqualTo(State.TORN);
  }

  @Test
  void zerosInsteadOfTheTailAreTorn() throws IOException {
    snapshot.save(Graph.invented(1, 10));
    byte[] whole = Files.readAllBytes(path);
    Arrays.fill(whole, whole.length / 2, whole.length, (byte) 0);
    Files.write(path, whole);

    assertThat(snapshot.load().state).isEqualTo(State.TORN);
  }

  @Test
  void bytesAfterTheEndMarkAreTorn() throws IOException {
    snapshot.save(Graph.invented(1, 2));
    byte[] whole = Files.readAllBytes(path);
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    Files.write(path, longer);

    assertThat(snapshot.load().problem).isEqualTo("bytes after the end mark");
  }

  @Test
  void whatStandsBeforeTheDamageIsCounted() throws IOException {
    snapshot.save(Graph.invented(4, 10));
    String whole = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    Files.write(
        path, whole.substring(0, whole.indexOf("\"node-6\"")).getBytes(StandardCharsets.UTF_8));

    Reading reading = snapshot.load();

    assertThat(reading.state).isEqualTo(State.TORN);
    assertThat(reading.graph.version()).isEqualTo(4);
    assertThat(reading.graph.nodes()).hasSize(6);
    assertThat(reading.problem).isEqualTo("cut or garbled in node 6");
  }

  @Test
  void theFileIsOverwrittenInPlace() throws IOException {
    File file = path.toFile();
    snapshot.save(Graph.invented(1, 2));
    Object before = Files.getAttribute(path, "unix:ino");
    snapshot.save(Graph.invented(2, 2));

    // Naive on purpose: were this application made safe by itself, it would show nothing.
    assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(before);
    assertThat(file.getParentFile().list()).containsExactly("snapshot.json");
  }

  private static Node small(int id) {
    return new Node(id, "node-" + id, new int[] {1 - id}, "graph edge vertex");
  }
}
