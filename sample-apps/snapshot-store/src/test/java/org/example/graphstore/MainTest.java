package org.example.graphstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;
  private String file;
  private int status;

  @BeforeEach
  void nameTheSnapshot() {
    file = folder.resolve("snapshot.json").toString();
  }

  @Test
  void theLoopReportsEachSaveOnceItIsDone() throws IOException {
    List<String> lines = run("", "save-loop", file, "5", "2");

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("saving version 1");
    assertThat(lines.get(1)).matches("saved version 1 \\(5 nodes, \\d+ bytes, \\d+ ms\\)");
    assertThat(lines.get(2)).isEqualTo("saving version 2");
    assertThat(lines.get(3)).startsWith("saved version 2 (");
    assertThat(status).isZero();
  }

  @Test
  void theLoopGoesOnFromTheVersionOnDisk() throws IOException {
    run("", "save-loop", file, "5", "3");

    assertThat(run("", "save-loop", file, "5", "1")).first().isEqualTo("saving version 4");
  }

  @Test
  void checkSaysWhatEachFileIs() throws IOException {
    run("", "save-loop", file, "5", "2");
    Path torn = folder.resolve("torn.json");
    byte[] whole = Files.readAllBytes(Path.of(file));
    Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
    Path empty = Files.createFile(folder.resolve("empty.json"));
    Path missing = folder.resolve("missing.json");

    List<String> lines = run("", "check", file, "" + torn, "" + empty, "" + missing);

    assertThat(lines)
        .containsExactly(
            "whole version 2 nodes 5",
            "torn version 2 nodes 2 (cut or garbled in node 2)",
            "empty version 0 nodes 0 (no bytes)",
            "missing version 0 nodes 0 (no such file)");
    assertThat(status).isEqualTo(1);
  }

  @Test
  void checkReadsNamesFromItsInput() throws IOException {
    run("", "save-loop", file, "5", "1");

    assertThat(run(file + "\n" + file + "\n", "check", "-"))
        .containsExactly("whole version 1 nodes 5", "whole version 1 nodes 5");
    assertThat(status).isZero();
  }

  @Test
  void bootLoadsAWholeSnapshotAndLeavesItAlone() throws IOException {
    run("", "save-loop", file, "100", "2");
    byte[] before = Files.readAllBytes(Path.of(file));

    assertThat(run("", "boot", file)).containsExactly("loaded version 2, 100 nodes");
    assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
  }

  /** The accident: the boot that comes while the snapshot is short replaces 100 nodes by 63. */
  @Test
  void bootOnAShortSnapshotStartsAnewAndSavesThat() throws IOException {
    run("", "save-loop", file, "100", "2");
    byte[] before = Files.readAllBytes(Path.of(file));
    Files.write(Path.of(file), Arrays.copyOf(before, before.length - 2));

    assertThat(run("", "boot", file)).first().asString().endsWith("starting anew");
    assertThat(run("", "check", file)).containsExactly("whole version 1 nodes 63");
  }

  @Test
  void bootOnAnEmptySnapshotStartsAnewAndSavesThat() throws IOException {
    Files.createFile(Path.of(file));

    run("", "boot", file);

    assertThat(run("", "check", file)).containsExactly("whole version 1 nodes 63");
  }

  @Test
  void wrongUsageIsStatusTwo() throws IOException {
    assertThat(run("", "save-loop")).first().asString().startsWith("usage: save-loop");
    assertThat(status).isEqualTo(2);
  }

  private List<String> run(String input, String... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    status = new Main(in, new PrintStream(out, true, StandardCharsets.UTF_8)).run(args);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
