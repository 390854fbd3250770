package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.SavesCopies;

/** What a rule asks of a new version, and what it keeps of the old ones, on each JVM. */
class GuardsIT {
  private static final List<String> WAYS =
      List.of("FileOutputStream(File)", "Files.write(bytes)", "Files.move(ATOMIC_MOVE)");

  /** Its failure is a {@code false} without words. */
  private static final String RENAME = "File.renameTo";

  private static final String STREAM = "FileOutputStream(File)";

  private Path folder;
  private Path sources;

  /** Of one format: what is right, what is wrong, and where. A character is a byte. */
  private record Sample(String good, String bad, String place) {}

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(Memory.folder().resolve("data"));
    sources = Files.createDirectory(folder.resolveSibling("sources"));
  }

  @AfterEach
  void remove() {
    Memory.remove(folder.getParent());
  }

  private static Map<String, Sample> samples() throws IOException {
    String zip = new String(zip(), StandardCharsets.ISO_8859_1);
    Map<String, Sample> samples = new LinkedHashMap<>();
    samples.put(
        "json", new Sample("{\"a\": [1, 2]}\n", "{\"a\": 1,\n \"b\": }\n", "line 2, column "));
    samples.put("xml", new Sample("<a>\n<b/></a>\n", "<a>\n<b></a>\n", "line 2, column "));
    samples.put("yaml", new Sample("a: 1\nb: [1, 2]\n", "a: 1\nb: [1, 2\n", "line "));
    samples.put("properties", new Sample("a=1\n", "a=1\nb=\\u00zz\n", "line 2, column "));
    samples.put("zip", new Sample(zip, zip.substring(0, zip.length() / 2), ""));
    samples.put("non-empty", new Sample("something", "", ""));
    return samples;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("one.txt");
      entry.setTime(0); // each call makes the same bytes
      zip.putNextEntry(entry);
      zip.write(new byte[5000]);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatIsNotOfItsFormatIsRefusedWithLineAndColumn(Jdk jdk) throws Exception {
    StringBuilder rules = new StringBuilder("holdfast: 1\nrules:\n");
    List<String> jobs = new ArrayList<>();
    List<String> ways = new ArrayList<>(WAYS);
    ways.add(RENAME);
    for (Map.Entry<String, Sample> format : samples().entrySet()) {
      Path ofFormat = Files.createDirectory(folder.resolve(format.getKey()));
      rules.append("  - paths: [\"").append(ofFormat).append("/**.dat\"]\n");
      rules.append("    validate: ").append(format.getKey()).append('\n');
      Path good = source(format.getKey() + ".good", bytes(format.getValue().good));
      Path bad = source(format.getKey() + ".bad", bytes(format.getValue().bad));
      for (String way : ways) {
        Path target = target(ofFormat, way);
        jobs.addAll(List.of(way, target + "", good + "", way, target + "", bad + ""));
      }
    }

    ChildJvm.Result result = run(jdk, Configuration.file(rules.toString()), jobs);

    for (Map.Entry<String, Sample> format : samples().entrySet()) {
      for (String way : ways) {
        assertRefused(result, way, format.getKey(), format.getValue());
      }
    }
    int formats = samples().size();
    assertThat(result.out())
        .contains("\"refused\":" + formats * ways.size(), "\"committed\":" + formats * 2);
  }

  private void assertRefused(ChildJvm.Result result, String way, String format, Sample sample)
      throws IOException {
    Path target = target(folder.resolve(format), way);
    String what = format + " by " + way;
    assertThat(result.out()).as(what + ": " + result).contains("SAVED " + target);
    assertThat(result.outLines())
        .as(() -> what + ": " + result)
        .anyMatch(
            line ->
                line.startsWith("FAIL " + target)
                    && (way.equals(RENAME)
                        || (line.contains("validate: " + format) && line.contains(sample.place))));
    assertThat(result.errLines())
        .as(() -> what + ": " + result)
        .anyMatch(
            line ->
                line.contains("refused to save " + target + ":") && line.contains(sample.place));
    assertThat(target).as(what).hasBinaryContent(bytes(sample.good));
    assertThat(target.resolveSibling(target.getFileName() + ".holdfast-refused"))
        .as(what)
        .hasBinaryContent(bytes(sample.bad));
    assertThat(KillRun.ours(target.getParent())).as(what).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void threeEarlierVersionsAreKeptAndNoneForAnEmptyOne(Jdk jdk) throws Exception {
    Path target = Files.write(folder.resolve("state.dat"), bytes("version 0"));
    List<String> jobs = new ArrayList<>();
    for (String version : List.of("version 1", "version 2", "", "version 4", "version 5")) {
      jobs.addAll(List.of(STREAM, target + "", source(version + ".source", bytes(version)) + ""));
    }

    ChildJvm.Result result =
        run(jdk, Configuration.protectingWith("keep-previous: 3", folder), jobs);

    assertThat(result.out()).as(result::toString).doesNotContain("FAIL");
    assertThat(target).hasContent("version 5");
    assertThat(previous(target, 1)).hasContent("version 4");
    assertThat(previous(target, 2)).hasContent("version 2");
    assertThat(previous(target, 3)).hasContent("version 1");
    assertThat(SnapshotStore.names(folder)).hasSize(4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aFullDiskCostsNoEarlierVersion(Jdk jdk) throws Exception {
    SmallDisk disk = SmallDisk.at(folder);
    try {
      Path target = Files.write(folder.resolve("state.dat"), bytes("version 0"));
      String small = source("small", new byte[60_000]) + "";
      String big = source("big", new byte[600_000]) + "";
      List<String> jobs =
          List.of(STREAM, target + "", small, STREAM, target + "", big, STREAM, target + "", big);

      ChildJvm.Result result =
          run(jdk, Configuration.protectingWith("keep-previous: 2", folder), jobs);

      assertThat(result.outLines().get(0)).as(result::toString).isEqualTo("SAVED " + target);
      assertThat(result.outLines().get(1)).startsWith("FAIL " + target);
      assertThat(result.outLines().get(2)).startsWith("FAIL " + target);
      assertThat(target).hasSize(60_000);
      assertThat(previous(target, 1)).hasContent("version 0");
      assertThat(SnapshotStore.names(folder)).hasSize(2);
    } finally {
      disk.unmount();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void holdfastOffLetsEverythingPassAtOnceAndBack(Jdk jdk) throws Exception {
    Path target = Files.write(folder.resolve("state.dat"), bytes("version 0"));
    Path bad = source("empty", new byte[0]);
    Path good = source("good", bytes("good"));
    Path rules = Configuration.protectingWith("validate: non-empty", folder);
    String off = rules.resolveSibling("holdfast.off").toString();
    List<String> save = List.of(STREAM, target + "", bad + "");
    List<String> jobs = new ArrayList<>(save);
    for (List<String> turn : List.of(List.of("make", "remove"), List.of("set", "clear"))) {
      jobs.addAll(List.of(turn.get(0), off, "-"));
      jobs.addAll(save);
      jobs.addAll(List.of(turn.get(1), off, "-", STREAM, target + "", good + ""));
      jobs.addAll(save);
    }

    ChildJvm.Result result = run(jdk, rules, jobs);

    assertThat(result.outLines().stream().map(line -> line.split(" ", 2)[0]).toList())
        .as(result::toString)
        .containsExactly(
            "FAIL", // on
            "SAVED", "SAVED", // made: it passes
            "SAVED", "SAVED", "FAIL", // removed: good passes, bad doesn't
            "SAVED", "SAVED", // set
            "SAVED", "SAVED", "FAIL", // cleared
            "STATUS");
    assertThat(target).hasContent("good");
    assertThat(result.err()).contains("holdfast.off");
  }

  private Path source(String name, byte[] bytes) throws IOException {
    return Files.write(sources.resolve(name.replace(' ', '-')), bytes);
  }

  private static Path target(Path ofFormat, String way) {
    return ofFormat.resolve(way.replaceAll("[^A-Za-z0-9.]+", "-") + ".dat");
  }

  private static Path previous(Path target, int number) {
    return target.resolveSibling(target.getFileName() + ".holdfast-previous." + number);
  }

  private static ChildJvm.Result run(Jdk jdk, Path configuration, List<String> jobs) {
    return ChildJvm.on(jdk).withAgent(configuration).run(SavesCopies.class, jobs);
  }
}
