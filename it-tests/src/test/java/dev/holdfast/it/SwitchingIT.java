package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.SavesAlways;

/**
 * Attached and detached over and over, while eight threads save: no save is lost or mixed, nothing
 * stays behind. How often: {@code -Dholdfast.switches=N} for each JVM.
 */
class SwitchingIT {
  private static final int SWITCHES = Integer.getInteger("holdfast.switches", 20);
  private static final int WARM = 5;

  /**
   * Half of what the agent's own classes take: a loader that stays behind at every second switch is
   * seen. The rest is what the JVM keeps of classes that it has redefined; docs/performance.md.
   */
  private static final long METASPACE_MAX = 700_000;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path temporary;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whileThreadsSave(Jdk jdk) throws Exception {
    Path data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    Path configuration = Configuration.protecting(data);
    Random random = new Random(20_261_121);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).start(SavesAlways.class, List.of(data.toString(), "8"))) {
      await(child, "READY");
      long warm = 0;
      for (int i = 0; i < SWITCHES; i++) {
        attach(child, configuration);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
        ControlFiles.of(child).detach();
        if (i == WARM) {
          warm = report(child, 1).metaspace;
        }
      }
      Report report = report(child, 2);

      assertThat(report.wrong).as(child.outSoFar()).isZero();
      assertThat(report.saves).isGreaterThan(8 * SWITCHES);
      assertThat(child.errSoFar()).doesNotContain("fail", "Exception", "NOT protected");
      assertThat((report.metaspace - warm) / (SWITCHES - WARM))
          .as("bytes of metaspace that each attach leaves for good")
          .isLessThan(METASPACE_MAX);
      System.err.println(
          jdk
              + ": "
              + SWITCHES
              + " times attached and detached, "
              + report
              + ", metaspace after "
              + WARM
              + ": "
              + warm);
    }
    try (Stream<Path> left = Files.list(data)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.contains("holdfast"));
    }
  }

  private record Report(int saves, int wrong, long metaspace) {}

  private static Report report(ChildJvm.Running child, int number) throws InterruptedException {
    child.tell("report");
    long start = System.nanoTime();
    List<String> reports = reports(child);
    while (reports.size() < number && System.nanoTime() - start < PATIENCE_NANOS) {
      TimeUnit.MILLISECONDS.sleep(20);
      reports = reports(child);
    }
    String[] words = reports.get(number - 1).split(" ");
    return new Report(
        Integer.parseInt(words[1]), Integer.parseInt(words[3]), Long.parseLong(words[5]));
  }

  private static List<String> reports(ChildJvm.Running child) {
    String out = child.outSoFar();
    return out.substring(0, out.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith("SAVES "))
        .toList();
  }

  private static void await(ChildJvm.Running child, String word) throws InterruptedException {
    long start = System.nanoTime();
    while (!child.outSoFar().contains(word)) {
      assertThat(System.nanoTime() - start).as(child.errSoFar()).isLessThan(PATIENCE_NANOS);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static void attach(ChildJvm.Running child, Path configuration) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(child.pid()));
    try {
      load(jvm, configuration);
      Properties properties = jvm.getSystemProperties();
      assertThat(properties).as(child.errSoFar()).containsEntry("holdfast.state", "active");
    } finally {
      jvm.detach();
    }
  }

  private static void load(VirtualMachine jvm, Path configuration) throws Exception {
    try {
      jvm.loadAgent(ChildJvm.agentJar().toString(), "config=" + configuration);
    } catch (AgentLoadException loaded) {
      assertThat(loaded).as("what 8 answers where all is well").hasMessage("0");
    }
  }
}
