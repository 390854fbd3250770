package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.EdgeCases;
import samples.EdgeMoments;
import samples.Ways;

/** Rows of docs/edge-cases.md that no other test holds: many small cases in one JVM. */
class EdgeCasesIT {
  /** What EdgeMoments says with the agent where that isn't what stock says; docs/promise.md. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "length: 7",
          "length: 3",
          "exists, a new file: true",
          "exists, a new file: false",
          "last modified is later: true, then true",
          "last modified is later: false, then true",
          "who has it open reads: new one, there is 'new one'",
          "who has it open reads: old, there is 'new one'",
          "its number is: the same",
          "its number is: another",
          "replaced by somebody else: 'another '",
          "replaced by somebody else: 'new one'",
          "cut by somebody else: ''",
          "cut by somebody else: 'new one'",
          "a channel's thread is interrupted:"
              + " java.nio.channels.ClosedByInterruptException truefalse''",
          "a channel's thread is interrupted:"
              + " java.nio.channels.ClosedByInterruptException truefalse'old'");

  /** What is said of a file that is rewritten, not replaced. */
  private static final String SAME = ", the same file";

  @TempDir private Path temporary;
  private Path folder;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  static Stream<Jdk> jdksWithSecurityManagers() {
    return Stream.of(8, 11, 17).map(Jvms::of);
  }

  @BeforeEach
  void realFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void namesOptionsAndKindsOfFilesAreAsStock(Jdk jdk) throws Exception {
    ChildJvm.Result stock = oddFiles(ChildJvm.on(jdk));
    String stockTree = tree();
    OtherUser.command("rm", "-r", folder + "/data", folder + "/zip");

    // in the JDK's globs ** matches no line end; * does
    Path configuration = Configuration.protecting(folder + "/data/**", folder + "/data/*");
    ChildJvm child = ChildJvm.on(jdk).withAgent(configuration);
    ChildJvm.Result result = oddFiles(child);

    assertThat(stock.out()).as("else it would not be seen whether it is protected").contains(SAME);
    assertThat(result.out()).isEqualTo(stock.out().replace(SAME, ", another file"));
    assertThat(result.outLines()).hasSizeGreaterThan(30);
    assertThat(tree()).isEqualTo(stockTree);
    assertThat(result.errLines()).as(result::toString).hasSize(1);
  }

  private ChildJvm.Result oddFiles(ChildJvm child) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path special = Files.createDirectory(data.resolve("special"));
    Map<String, String> links =
        Map.of(
            "null", "/dev/null",
            "full", "/dev/full",
            "terminal", "/dev/tty",
            "new-terminal", "/dev/ptmx",
            "proc", "/proc/self/comm",
            "cgroup", "/sys/fs/cgroup/cgroup.subtree_control");
    for (Map.Entry<String, String> link : links.entrySet()) {
      Files.createSymbolicLink(special.resolve(link.getKey()), Path.of(link.getValue()));
    }
    OtherUser.command("mkfifo", special + "/pipe");
    // a path in the folder of its own would be too long for a socket
    Path socket = Files.createTempDirectory("s").resolve("s");
    try (ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      open.bind(UnixDomainSocketAddress.of(socket));
    }
    Files.move(socket, special.resolve("socket"));
    OtherUser.command(
        "sh",
        "-c",
        "mkdir \"$1\" && echo > \"$1/$(printf '\\377\\376').dat\"",
        "sh",
        data + "/raw");
    Path zip = Files.createDirectory(folder.resolve("zip")).resolve("a.zip");
    ChildJvm.Result result = child.run(EdgeCases.class, data + "", zip + "");
    assertThat(result.exit()).as(result::toString).isZero();
    return result;
  }

  /** By the shell: this JVM may not be able to say the name that is no text. */
  private String tree() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "find data -printf '%p %s %m %y\\n' | LC_ALL=C sort")
            .directory(folder.toFile())
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatHappensMeanwhileIsAsStockOrAsThePromiseSays(Jdk jdk) throws Exception {
    Path stockFolder = Files.createDirectory(folder.resolve("stock"));
    ChildJvm.Result stock = ChildJvm.on(jdk).run(EdgeMoments.class, stockFolder + "");
    Path ours = Files.createDirectory(folder.resolve("ours"));

    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(Configuration.protecting(ours))
            .run(EdgeMoments.class, ours + "");

    assertThat(result.outLines())
        .as(result::toString)
        .isEqualTo(
            stock.outLines().stream().map(line -> DIFFERENT.getOrDefault(line, line)).toList());
    assertThat(stock.outLines()).containsAll(DIFFERENT.keySet());
    assertThat(KillRun.ours(ours)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aFlushForcesNothingAndAHaltLeavesTheOldVersion(Jdk jdk) throws Exception {
    SystemCallTrace.requireStrace();
    Path trace = Files.createTempDirectory("trace").resolve("trace");
    Path configuration = Configuration.protecting(folder);

    ChildJvm.Result result =
        ChildJvm.on(jdk)
            .withAgent(configuration)
            .by(SystemCallTrace.recordTo(trace))
            .run(EdgeMoments.class, folder + "", "halt");

    assertThat(result.exit()).as(result::toString).isEqualTo(3);
    assertThat(result.outLines()).containsExactly("flush: a hundred times");
    assertThat(folder.resolve("flushed")).hasContent("new one" + "x".repeat(100));
    assertThat(folder.resolve("halted")).hasContent("old");
    assertThat(forcesOfShadows(trace)).as("of the two saves that ended").isEqualTo(2);
    assertThat(KillRun.ours(folder)).hasSize(1);

    ChildJvm.on(jdk)
        .withAgent(configuration)
        .run(Ways.class, "Files.write(bytes)", folder.resolve("next") + "", "100", "1", "7");
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  private static long forcesOfShadows(Path trace) {
    return SystemCallTrace.read(trace).calls().stream()
        .filter(call -> call.name().equals("fsync") && call.argument(0).contains(".holdfast-s-"))
        .count();
  }

  /** Its code may do everything, the application's only what its policy says. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdksWithSecurityManagers")
  void aSecurityManagerThatTrustsTheAgentLetsItSave(Jdk jdk) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path policy = folder.resolve("policy");
    Files.writeString(
        policy,
        """
        grant codeBase "file:%s/-" {
          permission java.io.FilePermission "%s/-", "read,write,delete";
          permission java.io.FilePermission "%2$s", "read";
          permission java.lang.RuntimePermission "writeFileDescriptor";
          permission java.lang.RuntimePermission "exitVM.*";
          permission java.util.PropertyPermission "*", "read";
        };
        grant codeBase "file:%s" { permission java.security.AllPermission; };
        """
            .formatted(ChildJvm.SAMPLES, data, ChildJvm.agentJar()));
    for (String way :
        List.of("FileOutputStream(File)", "Files.write(bytes)", "FileChannel.write")) {
      Path target = Files.writeString(data.resolve("state.dat"), "old");
      // with stock the file stays the same one
      Object before = Files.getAttribute(target, "unix:ino");

      ChildJvm.Result result =
          ChildJvm.on(jdk)
              .withAgent(Configuration.protecting(data))
              .option("-Djava.security.manager", "-Djava.security.policy==" + policy)
              .option("-Djava.io.tmpdir=" + data)
              .run(Ways.class, way, target + "", "300", "1", "7");

      assertThat(result.out()).as(result::toString).contains("ACK 1 ");
      assertThat(Files.getAttribute(target, "unix:ino")).as(way).isNotEqualTo(before);
      assertThat(result.err())
          .contains("holdfast: active")
          .doesNotContain("NOT protected", "failed");
      assertThat(KillRun.ours(data)).isEmpty();
    }
  }
}
