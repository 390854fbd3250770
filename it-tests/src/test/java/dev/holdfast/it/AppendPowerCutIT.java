package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import dev.holdfast.proof.disk.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Appends;
import samples.Hello;

/**
 * {@code append: atomic} on file systems whose power is cut while programs append: what was
 * acknowledged is there, and after the next start nothing but whole records.
 */
class AppendPowerCutIT {
  private static final long SEED = Long.getLong("holdfast.seed", System.nanoTime());

  @TempDir Path temporary;

  @BeforeEach
  void mountsAreAllowed() {
    String missing = Needs.mountsOrNull();
    Jvms.requireOrSkip(missing == null, missing);
  }

  /** What the cuts of one file system have shown. */
  private static final class Cuts {
    final List<String> wrong = new ArrayList<>();
    final Set<String> acknowledged = new HashSet<>();
    int cut;
  }

  @ParameterizedTest
  @MethodSource("dev.holdfast.proof.disk.FileSystemKind#cuttable")
  void whatWasAcknowledgedIsThereAndNoHalfRecord(FileSystemKind kind) throws Exception {
    Cuts cuts = cuts(kind, "append: atomic", Integer.getInteger("holdfast.cuts", 6));

    assertThat(cuts.wrong).as("-Dholdfast.seed=%d", SEED).isEmpty();
    assertThat(cuts.acknowledged).hasSizeGreaterThan(20);
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest
  @MethodSource("dev.holdfast.proof.disk.FileSystemKind#cuttable")
  void asItIsWithStockACutTakesWhatWasAcknowledged(FileSystemKind kind) throws Exception {
    assertThat(cuts(kind, "append: passthrough", 4).wrong).isNotEmpty();
  }

  private Cuts cuts(FileSystemKind kind, String rule, int rounds) throws Exception {
    Cuts cuts = new Cuts();
    Random random = new Random(SEED);
    try (MountedImage image = MountedImage.in(temporary, kind)) {
      ChildJvm child =
          ChildJvm.on(Jvms.of(17))
              .withAgent(Configuration.protectingWith(rule, image.folder().toRealPath()));
      for (int round = 0; round < rounds && cuts.wrong.isEmpty(); round++) {
        run(child, image, round, random, cuts);
        ChildJvm.Result next = child.run(Hello.class);
        cuts.cut += next.err().contains("cut from") ? 1 : 0;
        judge(image.folder(), "round " + round + ": " + next.err(), cuts);
      }
    }
    System.out.println(
        kind.title()
            + ", "
            + rule
            + ": "
            + cuts.acknowledged.size()
            + " acknowledged, torn tails "
            + cuts.cut
            + ", wrong "
            + cuts.wrong
            + ", -Dholdfast.seed="
            + SEED);
    return cuts;
  }

  private static void run(ChildJvm child, MountedImage image, int round, Random random, Cuts cuts)
      throws IOException {
    String log = image.folder().toRealPath().resolve("events.log").toString();
    List<ChildJvm.Running> running = new ArrayList<>();
    try {
      for (int process = 0; process < 2; process++) {
        List<String> arguments =
            List.of("stream", log, round + "." + process, "3", "1000000", "900");
        running.add(child.start(Appends.class, arguments));
      }
      for (ChildJvm.Running one : running) {
        one.awaitOut("ACK ");
      }
      LockSupport.parkNanos(random.nextInt(60_000) * 1000L);
      image.cut();
    } finally {
      for (ChildJvm.Running one : running) {
        acknowledged(one.kill().out(), cuts);
        one.close();
      }
    }
    image.comeBack();
  }

  private static void acknowledged(String out, Cuts cuts) {
    out.lines()
        .filter(line -> line.startsWith("ACK "))
        .forEach(line -> cuts.acknowledged.add(line.substring(4)));
  }

  private static void judge(Path folder, String round, Cuts cuts) throws IOException {
    Path log = folder.resolve("events.log");
    List<String> found =
        Files.exists(log)
            ? Appends.namesOrNull(Files.readString(log, StandardCharsets.ISO_8859_1))
            : List.of();
    if (found == null) {
      cuts.wrong.add(round + ": a record is not whole");
    } else if (!new HashSet<>(found).containsAll(cuts.acknowledged)) {
      cuts.wrong.add(round + ": an acknowledged record is lost");
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().startsWith(".holdfast-"))
          .forEach(file -> cuts.wrong.add(round + ": left " + file));
    }
  }
}
