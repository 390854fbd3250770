package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.OrderLint.Before;
import dev.holdfast.it.OrderLint.Content;
import dev.holdfast.it.OrderLint.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/**
 * A system call of a save fails, by strace's injection: the application is told the step, the
 * target and what the target holds; the old version is there; nothing is tried twice.
 */
class FaultsIT {
  private static final int OLD_VERSION = 900;
  private static final int SIZE = 30_000;

  /** Which call of the save fails. */
  enum Step {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    FORCE_FOLDER;

    boolean is(SystemCall call) {
      return switch (this) {
        case CREATE ->
            call.name().equals("openat")
                && isShadow(call.argument(1))
                && call.argument(2).contains("O_CREAT");
        case WRITE -> call.name().equals("write") && isShadow(call.argument(0));
        case FORCE -> call.name().equals("fsync") && isShadow(call.argument(0));
        case RENAME -> call.name().startsWith("rename") && isShadow(call.arguments().toString());
        case FORCE_FOLDER -> call.name().equals("fsync") && !isShadow(call.argument(0));
      };
    }
  }

  private static boolean isShadow(String argument) {
    return argument.contains(".holdfast-");
  }

  /** All faults of one way on all JVMs, of two others on one. */
  static Stream<Arguments> faults() {
    Stream<Arguments> streams = Jvms.matrix().flatMap(jdk -> faults("FileOutputStream(File)", jdk));
    Stream<Arguments> channels =
        Stream.of("Files.write(bytes)", "FileChannel.write")
            .flatMap(way -> faults(way, Jvms.of(17)));
    return Stream.concat(streams, channels);
  }

  private static Stream<Arguments> faults(String way, Jdk jdk) {
    return Stream.of(
        Arguments.of(way, Step.CREATE, "EMFILE", jdk),
        Arguments.of(way, Step.CREATE, "ENOSPC", jdk),
        Arguments.of(way, Step.WRITE, "ENOSPC", jdk),
        Arguments.of(way, Step.WRITE, "EIO", jdk),
        Arguments.of(way, Step.WRITE, "EDQUOT", jdk),
        Arguments.of(way, Step.FORCE, "EIO", jdk),
        Arguments.of(way, Step.FORCE, "ENOSPC", jdk),
        Arguments.of(way, Step.RENAME, "EIO", jdk),
        Arguments.of(way, Step.RENAME, "ENOSPC", jdk),
        Arguments.of(way, Step.FORCE_FOLDER, "EIO", jdk));
  }

  @ParameterizedTest(name = "{0}, {1} {2}, {3}")
  @MethodSource("faults")
  void aFailingCallIsToldAndLeavesAWholeVersion(String way, Step step, String error, Jdk jdk)
      throws Exception {
    Faulted save = Faulted.save(way, step, error, jdk);

    assertThat(save.result.out()).contains("FAIL 1 " + save.target).doesNotContain("ACK 1 ");
    assertThat(Versions.of(Files.readAllBytes(save.target)))
        .isEqualTo(step == Step.FORCE_FOLDER ? 1 : OLD_VERSION);
    assertThat(KillRun.ours(save.target.getParent())).isEmpty();
    if (step != Step.CREATE) {
      // a write's own exception is stock's; what it means for the file is then told on stderr
      String told = step == Step.WRITE ? save.result.err() : save.result.out();
      assertThat(told)
          .contains("cannot save " + save.target)
          .contains(
              step == Step.FORCE_FOLDER
                  ? "the new version is in place, but may not survive a power cut"
                  : "the old version is intact");
    }
    assertThat(
            OrderLint.check(
                save.trace,
                save.target + "",
                save.target + "",
                Ways.all().get(way).kind(),
                Before.EXISTS,
                Content.SOME))
        .extracting(OrderLint.Violation::rule)
        .doesNotContain(Rule.FAILED_FORCE_FINAL, Rule.TARGET_UNTOUCHED);
    assertThat(forcesAfter(save)).as("forces of a file whose force failed").isZero();
  }

  /** A signal is no failure: the call is made again, and the save goes well. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void anInterruptedForceIsMadeAgain(Jdk jdk) throws Exception {
    Faulted save = Faulted.save("FileOutputStream(File)", Step.FORCE, "EINTR", jdk);

    assertThat(save.result.out()).contains("ACK 1 " + save.target);
    assertThat(Versions.of(Files.readAllBytes(save.target))).isEqualTo(1);
    assertThat(forcesAfter(save)).isEqualTo(1);
  }

  static Stream<Arguments> renamesThatCannotWork() {
    return Jvms.matrix()
        .flatMap(
            jdk -> Stream.of("EBUSY", "EXDEV", "EACCES").map(error -> Arguments.of(error, jdk)));
  }

  /** By way of a journal: the file is rewritten in place and forced, and that is said. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("renamesThatCannotWork")
  void whereNoRenameWorksTheFileIsRewrittenAndThatIsSaid(String error, Jdk jdk) throws Exception {
    Faulted save = Faulted.save("FileOutputStream(File)", Step.RENAME, error, jdk);

    assertThat(save.result.out()).contains("ACK 1 " + save.target);
    assertThat(Versions.of(Files.readAllBytes(save.target))).isEqualTo(1);
    assertThat(KillRun.ours(save.target.getParent())).isEmpty();
    assertThat(save.result.errLines())
        .filteredOn(line -> line.contains("in place"))
        .singleElement()
        .asString()
        .contains(save.target.toString());
    assertThat(save.trace.calls())
        .filteredOn(c -> c.name().equals("fsync") && c.argument(0).contains(save.target + ">"))
        .isNotEmpty();
  }

  private static long forcesAfter(Faulted save) {
    if (!save.fault.name().equals("fsync")) {
      return 0;
    }
    return save.trace.calls().stream()
        .filter(c -> c.name().equals("fsync") && c.start() > save.fault.end())
        .filter(c -> c.argument(0).equals(save.fault.argument(0)))
        .count();
  }

  /** One save of an existing file in which one call failed. */
  private static final class Faulted {
    private final Path target;
    private final ChildJvm.Result result;
    private final SystemCallTrace trace;
    private final SystemCall fault;

    private Faulted(Path target, ChildJvm.Result result, SystemCallTrace trace, SystemCall fault) {
      this.target = target;
      this.result = result;
      this.trace = trace;
      this.fault = fault;
    }

    /** A first run tells which call it is, a second one has the fault there. */
    static Faulted save(String way, Step step, String error, Jdk jdk) throws Exception {
      Jvms.require(jdk);
      Path folder = Files.createTempDirectory("faults").toRealPath();
      Path target = folder.resolve("data").resolve("state.dat");
      Files.createDirectory(target.getParent());
      Path configuration = Configuration.protecting(target.getParent());
      List<String> job = List.of(way, target + "", SIZE + "", "1", "7");

      Path first = folder.resolve("first");
      writeOld(target);
      // a JVM opens more or less files at start; those in this folder are always the same
      List<String> only = step == Step.CREATE ? List.of("-P", target.getParent() + "") : List.of();
      run(jdk, configuration, SystemCallTrace.recordTo(first, only), job);
      SystemCallTrace plain = SystemCallTrace.read(first);
      SystemCall wanted = find(plain, step, target);
      String fault = wanted.name() + ":error=" + error + ":when=" + plain.ordinalOf(wanted);

      Path second = folder.resolve("second");
      writeOld(target);
      List<String> faulty = new ArrayList<>(only);
      faulty.addAll(List.of("-e", "inject=" + fault));
      ChildJvm.Result result =
          run(jdk, configuration, SystemCallTrace.recordTo(second, faulty), job);
      SystemCallTrace trace = SystemCallTrace.read(second);
      List<SystemCall> injected =
          trace.calls().stream()
              .filter(call -> call.resultText().contains("INJECTED"))
              .filter(call -> isAt(call, step, target))
              .toList();
      assertThat(injected).as(() -> fault + ": " + result).hasSize(1);
      return new Faulted(target, result, trace, injected.get(0));
    }

    private static void writeOld(Path target) throws IOException {
      Files.write(target, Versions.content(OLD_VERSION, 500, 7));
    }

    private static ChildJvm.Result run(
        Jdk jdk, Path configuration, List<String> strace, List<String> job) {
      return ChildJvm.on(jdk).withAgent(configuration).by(strace).run(Ways.class, job);
    }

    private static SystemCall find(SystemCallTrace trace, Step step, Path target) {
      return trace.calls().stream()
          .filter(call -> isAt(call, step, target))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the save has no " + step));
    }

    private static boolean isAt(SystemCall call, Step step, Path target) {
      return String.join(" ", call.arguments()).contains(target.getParent().toString())
          && step.is(call);
    }
  }
}
