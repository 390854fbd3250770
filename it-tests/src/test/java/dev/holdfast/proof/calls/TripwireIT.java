package dev.holdfast.proof.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import dev.holdfast.proof.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing slips past the tripwire: it sees what strace sees of a save, in the same order. */
class TripwireIT {
  /** What changes something and is among strace's, and close. */
  private static final Set<String> COMPARED =
      Set.of(
          "openat",
          "write",
          "pwrite64",
          "writev",
          "copy_file_range",
          "sendfile",
          "ftruncate",
          "fsync",
          "fdatasync",
          "rename",
          "renameat",
          "renameat2",
          "link",
          "linkat",
          "unlink",
          "unlinkat",
          "close");

  @TempDir private Path temporary;

  static List<Jdk> jdks() {
    return Jvms.matrix().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void itSeesWhatTheKernelSees(Jdk jdk) throws Exception {
    Jvms.require(jdk);
    Jvms.requireOrSkip(Tripwire.missingOrNull() == null, "" + Tripwire.missingOrNull());
    Path data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    Path scratch = Files.createDirectory(temporary.resolve("scratch"));
    Tripwire tripwire = Tripwire.in(Files.createDirectory(temporary.resolve("tripwire")));
    for (String way : Shapes.API_CLASSES) {
      Path folder = Files.createDirectory(data.resolve(Shapes.folderName(way)));
      Path target = folder.resolve(Shapes.TARGET);
      Found.put(way, target, 1, Shapes.SIZE);
      Path trace = temporary.resolve("trace");
      ChildJvm child =
          Shapes.saving(jdk, Engine.HOLDFAST, data, scratch).by(SystemCallTrace.recordTo(trace));
      tripwire.watch(folder);
      try (Saver saver = Saver.start(tripwire.set(child))) {
        tripwire.arm(Trip.none(), Tripwire.Counting.ALL);
        saver.save(way, target, Shapes.SIZE, 2, 2);
        tripwire.disarm();
        saver.end();
      }

      assertThat(seen(tripwire.calls())).as(way).isEqualTo(traced(trace, folder)).isNotEmpty();
    }
  }

  private static List<String> seen(List<Call> calls) {
    return calls.stream().map(call -> kernels(call.name())).filter(COMPARED::contains).toList();
  }

  /** The kernel's name of a function of the C library. */
  private static String kernels(String name) {
    return switch (name) {
      case "open", "open64", "openat64", "creat" -> "openat";
      case "remove" -> "unlink";
      case "sendfile64" -> "sendfile";
      case "ftruncate64" -> "ftruncate";
      case "rename", "renameat" -> "renameat2"; // that is how the tripwire makes it
      default -> name;
    };
  }

  private static List<String> traced(Path trace, Path folder) {
    List<SystemCall> calls = SystemCallTrace.read(trace).calls();
    int started =
        calls.stream()
            .filter(call -> call.argument(1).startsWith("\"READY"))
            .mapToInt(SystemCall::start)
            .findFirst()
            .orElseThrow(() -> new AssertionError("it never said that it was ready"));
    return calls.stream()
        .filter(call -> call.start() > started) // what the agent looks at when it starts is no save
        .filter(call -> isBelow(call, folder))
        .map(SystemCall::name)
        .filter(COMPARED::contains)
        .toList();
  }

  private static boolean isBelow(SystemCall call, Path folder) {
    boolean changed = Set.of("sendfile").contains(call.name());
    String first = call.argument(0);
    String where = changed ? first : first + call.argument(1) + call.argument(2);
    return where.contains(folder + "/")
        || where.contains(folder + ">")
        || where.contains(folder + "\"");
  }
}
