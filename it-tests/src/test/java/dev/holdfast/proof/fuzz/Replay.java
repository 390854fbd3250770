package dev.holdfast.proof.fuzz;

import dev.holdfast.it.Jvms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samples.fuzz.Fault;
import samples.fuzz.Op;
import samples.fuzz.Programs;

/**
 * Shows one program, shrunk if it differs: {@code Replay JDK SEED} or {@code Replay JDK FILE}, a
 * file with an operation a line, as the artefacts have them.
 */
public final class Replay {
  private Replay() {}

  private static Path memory() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(memory(), "holdfast-replay-").toRealPath();
    Twins twins = new Twins(Jvms.of(Integer.parseInt(arguments[0])), folder, Fault.NONE);
    List<Op> program =
        arguments[1].matches("[0-9]+")
            ? Programs.of(Long.parseLong(arguments[1]))
            : Files.readAllLines(Path.of(arguments[1])).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Op::parse)
                .toList();
    Report report = Report.of(twins, program);
    report.lines().forEach(System.out::println);
    System.exit(report.differs() ? 1 : 0);
  }
}
