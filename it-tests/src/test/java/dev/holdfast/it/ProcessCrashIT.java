package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.CallKills.Killed;
import dev.holdfast.proof.calls.Saver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;

/**
 * {@code survive: process-crash}: file by file and name by name what the default does, and nothing
 * forced; the old or the new version whenever the process is killed.
 */
class ProcessCrashIT {
  private static final Set<String> FORCES =
      Set.of("fsync", "fdatasync", "sync", "syncfs", "sync_file_range", "msync");

  private static final Set<String> CHANGES =
      Set.of("write", "pwrite64", "writev", "ftruncate", "copy_file_range", "sendfile");

  private static final String HARD_LINKED = "journal";
  private static final String FORCES_ITSELF = "getFD.sync+renameTo";

  private static final List<String> WAYS =
      List.of(
          "FileOutputStream(File)",
          "Files.write(bytes)",
          "FileChannel.write",
          "Files.copy(Path)",
          "Files.copy(InputStream)",
          "File.renameTo",
          "Files.move(REPLACE_EXISTING)",
          "delete+renameTo",
          "RandomAccessFile.setLength(0)",
          "append",
          HARD_LINKED,
          FORCES_ITSELF);

  private static final String RULE =
      "\n    append: atomic\n    in-place: shadow\n    fallback: journal\n    keep-previous: 1"
          + "\n    survive: ";

  @TempDir private Path temporary;

  // ---- the order of system calls

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void theSameFilesAreMadeAndRenamedInTheSameOrderAndNoneIsForced(Jdk jdk) throws Exception {
    List<SystemCall> forced = save(jdk, "power-loss");
    List<SystemCall> unforced = save(jdk, "process-crash");

    for (String way : WAYS) {
      Path folder = folder("process-crash", way);
      assertThat(changes(unforced, folder))
          .as(way)
          .isEqualTo(changes(forced, folder("power-loss", way)));
      String own = way.equals(FORCES_ITSELF) ? folder + "/state.dat.tmp" : null;
      assertThat(forces(unforced, folder))
          .as(way)
          .isEqualTo(own == null ? List.of() : List.of(own));
      assertThat(forces(forced, folder("power-loss", way))).as(way).isNotEmpty();
    }
    assertThat(forces(unforced)).as("its own is all").hasSize(1);
  }

  private Path folder(String survive, String way) throws IOException {
    return temporary.toRealPath().resolve(survive).resolve(way.replaceAll("[^A-Za-z]+", "-"));
  }

  /** All ways, one after the other in one JVM; the calls from its start to its end. */
  private List<SystemCall> save(Jdk jdk, String survive) throws Exception {
    Path trace = temporary.resolve("trace");
    ChildJvm child =
        ChildJvm.on(jdk)
            .option(
                "-Djava.io.tmpdir=" + Files.createDirectory(temporary.resolve(survive + ".tmp")))
            .withAgent(
                Configuration.file(
                    Configuration.rule(
                        RULE + survive, temporary.toRealPath().resolve(survive) + "/**")))
            .by(SystemCallTrace.recordTo(trace));
    try (Saver saver = Saver.start(child)) {
      for (String way : WAYS) {
        Path target = Files.createDirectories(folder(survive, way)).resolve("state.dat");
        Files.write(target, Versions.content(CallKills.OLD, CallKills.OLD_SIZE, Saver.SEED));
        if (way.equals(HARD_LINKED)) {
          Obstacle.HARD_LINKS.make(target);
        }
        Saver.Answer answer =
            saver.save(name(way), target, CallKills.NEW_SIZE, CallKills.NEW, CallKills.NEW);
        assertThat(answer.acknowledged(0)).as(way + ": " + answer).isEqualTo(CallKills.NEW);
        assertThat(Files.readAllBytes(target)).as(way).isEqualTo(after(way));
      }
      saver.end();
    }
    return SystemCallTrace.read(trace).calls().stream().filter(SystemCall::succeeded).toList();
  }

  private static String name(String way) {
    return way.equals(HARD_LINKED) ? WAYS.get(0) : way;
  }

  private static byte[] old() {
    return Versions.content(CallKills.OLD, CallKills.OLD_SIZE, Saver.SEED);
  }

  private static byte[] after(String way) {
    byte[] saved = Versions.content(CallKills.NEW, CallKills.NEW_SIZE, Saver.SEED);
    if (!way.equals("append")) {
      return saved;
    }
    byte[] both = Arrays.copyOf(old(), CallKills.OLD_SIZE + CallKills.NEW_SIZE);
    System.arraycopy(saved, 0, both, CallKills.OLD_SIZE, CallKills.NEW_SIZE);
    return both;
  }

  /** What changed below {@code folder}, in order: ours without what differs from save to save. */
  private static List<String> changes(List<SystemCall> calls, Path folder) {
    List<String> changes = new ArrayList<>();
    for (SystemCall call : calls) {
      List<String> paths = changedBy(call);
      if (paths.stream().anyMatch(path -> path.startsWith(folder + "/"))) {
        String line = call.name() + " " + String.join(" to ", paths);
        changes.add(
            line.replace(folder.toString(), "").replaceAll("(\\.holdfast-[a-z]-)[0-9a-f-]+", "$1"));
      }
    }
    return changes;
  }

  private static List<String> changedBy(SystemCall call) {
    String name = call.name();
    if (name.startsWith("rename") || name.startsWith("link")) {
      boolean relative = !name.equals("rename") && !name.equals("link");
      return relative
          ? List.of(path(call, 0, 1), path(call, 2, 3))
          : List.of(path(call, 0), path(call, 1));
    } else if (name.equals("unlink") || name.equals("rmdir") || name.equals("mkdir")) {
      return List.of(path(call, 0));
    } else if (name.equals("unlinkat") || name.equals("mkdirat")) {
      return List.of(path(call, 0, 1));
    } else if (name.startsWith("open")
        && call.arguments().toString().matches(".*O_(CREAT|TRUNC).*")) {
      return List.of(SystemCall.annotatedPathOrNull(call.resultText()));
    } else if (CHANGES.contains(name)) {
      int to = name.equals("copy_file_range") ? 2 : 0;
      return List.of("" + SystemCall.annotatedPathOrNull(call.argument(to)));
    }
    return List.of();
  }

  private static String path(SystemCall call, int folder, int path) {
    return SystemCall.resolve(call.argument(folder), call.argument(path));
  }

  private static String path(SystemCall call, int path) {
    return SystemCall.unquote(call.argument(path));
  }

  private static List<String> forces(List<SystemCall> calls, Path folder) {
    return forces(calls).stream().filter(path -> Path.of(path).startsWith(folder)).toList();
  }

  /** What was forced, or opened so that each write is. */
  private static List<String> forces(List<SystemCall> calls) {
    return calls.stream().filter(ProcessCrashIT::isForce).map(ProcessCrashIT::opened).toList();
  }

  private static boolean isForce(SystemCall call) {
    return FORCES.contains(call.name())
        || call.arguments().toString().matches(".*(O_D?SYNC|RWF_D?SYNC).*");
  }

  private static String opened(SystemCall call) {
    String descriptor = call.name().startsWith("open") ? call.resultText() : call.argument(0);
    return SystemCall.annotatedPathOrNull(descriptor) + "";
  }

  // ---- kill -9

  static Stream<Arguments> kills() {
    return Stream.of(
        Arguments.of("FileOutputStream(File)", Jvms.of(25)),
        Arguments.of("Files.move(REPLACE_EXISTING)", Jvms.of(11)),
        Arguments.of("append", Jvms.of(8)),
        Arguments.of(HARD_LINKED, Jvms.of(17)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("kills")
  void killedBeforeAnyCallItIsOldOrNewAfterARecovery(String way, Jdk jdk) throws Exception {
    String rule = "\n    append: atomic\n    survive: process-crash";
    CallKills kills =
        kills(
            way,
            folder ->
                ChildJvm.on(jdk)
                    .withAgent(Configuration.file(Configuration.rule(rule, folder + "/**"))));

    List<Killed> killed = kills.run();
    List<String> left = CallKills.oursBelow(kills.data());
    Tool.Typed recovered = kills.recover(jdk);

    assertThat(recovered.status()).as(recovered::toString).isZero();
    assertThat(left).as("else no kill came in the midst of a save").isNotEmpty();
    assertThat(killed).filteredOn(one -> !isOldOrNew(way, one)).isEmpty();
    assertThat(CallKills.oursBelow(kills.data()))
        .filteredOn(name -> !name.endsWith("/state.dat.holdfast-unfinished")) // a torn tail
        .isEmpty();
  }

  /** Else the test above would prove nothing. */
  @Test
  void withoutTheAgentTheSameKillsDoDamage() throws Exception {
    String way = WAYS.get(0);

    List<Killed> killed = kills(way, folder -> ChildJvm.on(Jvms.of(17))).run();

    assertThat(killed).filteredOn(one -> !isOldOrNew(way, one)).isNotEmpty();
  }

  private static boolean isOldOrNew(String way, Killed killed) {
    try {
      byte[] found = Files.readAllBytes(killed.target());
      return Arrays.equals(found, old()) || Arrays.equals(found, after(way));
    } catch (IOException missing) {
      return false;
    }
  }

  private CallKills kills(String way, java.util.function.Function<Path, ChildJvm> child)
      throws Exception {
    return new CallKills(
        temporary.toRealPath(),
        name(way),
        new CallKills.Setting() {
          @Override
          public void of(Path target) throws Exception {
            if (way.equals(HARD_LINKED)) {
              Obstacle.HARD_LINKS.make(target);
            }
          }

          @Override
          public boolean isRight(Path target) {
            return isOldOrNew(way, new Killed(target.getParent(), null));
          }
        },
        child);
  }
}
