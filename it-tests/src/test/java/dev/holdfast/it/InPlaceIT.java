package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.WritesInPlace;

/** Files that are appended to, or rewritten in pieces, are forced before their close returns. */
class InPlaceIT {
  private static final String OLD = "an old line\nand one more\n";
  private static final Set<String> WRITES = Set.of("write", "pwrite64", "writev", "ftruncate");
  private static final Set<String> FORCES = Set.of("fsync", "fdatasync");

  @TempDir Path temporary;
  private Path data;
  private Path traceFile;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void makeOldFiles() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    traceFile = temporary.resolve("trace");
    for (String way : WritesInPlace.ways().keySet()) {
      Files.writeString(data.resolve(way + ".old"), OLD);
    }
  }

  private List<SystemCall> traced(ChildJvm child) {
    SystemCallTrace.requireStrace();
    ChildJvm.Result result =
        child.by(SystemCallTrace.recordTo(traceFile)).run(WritesInPlace.class, List.of(data + ""));
    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.outLines()).hasSize(2 * WritesInPlace.ways().size());
    return SystemCallTrace.read(traceFile).calls();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatAnApplicationHasClosedIsForced(Jdk jdk) throws IOException {
    Jvms.require(jdk);
    List<SystemCall> calls =
        traced(ChildJvm.on(jdk).withAgent(Configuration.protecting(data + "/*.{old,new}")));

    List<String> wrong = new ArrayList<>();
    for (Path file : files()) {
      wrong.addAll(whatIsWrong(calls, file));
    }
    assertThat(wrong).isEmpty();
    assertThat(names()).as("nothing of ours is left").noneMatch(name -> name.contains("holdfast"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theFilesHoldWhatTheyHoldWithoutTheAgent(Jdk jdk) throws IOException {
    Jvms.require(jdk);
    traced(ChildJvm.on(jdk));
    List<String> stock = contents();
    for (Path file : files()) {
      Files.delete(file);
    }
    makeOldContents();

    traced(ChildJvm.on(jdk).withAgent(Configuration.protecting(data + "/*.{old,new}")));

    assertThat(contents()).isEqualTo(stock);
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theSameProgramForcesNothingByItself(Jdk jdk) {
    Jvms.require(jdk);
    assertThat(traced(ChildJvm.on(jdk))).noneMatch(call -> FORCES.contains(call.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aRuleMayLeaveThemAsTheyAre(Jdk jdk) throws IOException {
    Jvms.require(jdk);
    Path rules = temporary.resolve("holdfast.yaml");
    Files.writeString(
        rules,
        "holdfast: 1\nrules:\n  - paths: ['"
            + data
            + "/*.{old,new}']\n    append: passthrough\n    in-place: passthrough\n");

    List<SystemCall> calls = traced(ChildJvm.on(jdk).withAgent(rules));

    assertThat(calls).noneMatch(call -> isForceOf(call, data.resolve("stream.old")));
  }

  private void makeOldContents() throws IOException {
    for (String way : WritesInPlace.ways().keySet()) {
      Files.writeString(data.resolve(way + ".old"), OLD);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private List<String> names() throws IOException {
    return files().stream().map(file -> file.getFileName().toString()).toList();
  }

  /** Without the logger's, which hold the time. */
  private List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path file : files()) {
      if (!file.getFileName().toString().startsWith("logging")) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        contents.add(file.getFileName() + ": " + text);
      }
    }
    return contents;
  }

  private List<String> whatIsWrong(List<SystemCall> calls, Path file) {
    List<String> wrong = new ArrayList<>();
    int acknowledged = acknowledged(calls, file);
    int written = 0;
    int forced = 0;
    int folderForced = 0;
    int forces = 0;
    for (SystemCall call : calls) {
      if (!call.succeeded() || call.end() > acknowledged) {
        continue;
      }
      if (WRITES.contains(call.name()) && isOf(call, file)) {
        written = call.start();
      } else if (isForceOf(call, file)) {
        forced = call.start();
        forces++;
      } else if (isForceOf(call, data)) {
        folderForced = call.start();
      }
    }
    boolean mapped = file.getFileName().toString().startsWith("mapped");
    if (written == 0 && !mapped) {
      wrong.add(file + " was not written");
    }
    if (forced <= written) {
      wrong.add(file + " was not forced after its last write");
    }
    if (forces > 1) {
      wrong.add(file + " was forced " + forces + " times");
    }
    if (file.toString().endsWith(".new") && folderForced == 0) {
      wrong.add(file + ": the folder was not forced");
    }
    return wrong;
  }

  private static int acknowledged(List<SystemCall> calls, Path file) {
    return calls.stream()
        .filter(call -> call.name().equals("write"))
        .filter(call -> call.argument(1).contains("ACK 1 " + file + "\\n"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " was not acknowledged"))
        .start();
  }

  private static boolean isForceOf(SystemCall call, Path file) {
    return FORCES.contains(call.name()) && call.succeeded() && isOf(call, file);
  }

  private static boolean isOf(SystemCall call, Path file) {
    return file.toString().equals(SystemCall.annotatedPathOrNull(call.argument(0)));
  }
}
