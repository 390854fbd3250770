package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import dev.holdfast.proof.disk.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/**
 * A target with two names, rewritten again and again on a file system whose power is cut: after
 * {@code recover} it is the last acknowledged version, or the one after it, under both.
 *
 * <p>That a crash tears such a file without a journal is {@link FallbackCrashIT}'s to show: by cuts
 * at random moments that needs too many of them.
 */
class FallbackPowerCutIT {
  private static final long SEED = Long.getLong("holdfast.seed", System.nanoTime());
  private static final int SIZE = 300_000;

  @TempDir Path temporary;

  @BeforeEach
  void mountsAreAllowed() {
    String missing = Needs.mountsOrNull();
    Jvms.requireOrSkip(missing == null, missing);
  }

  /** What the cuts of one file system have shown. */
  private static final class Cuts {
    final List<String> wrong = new ArrayList<>();
    int acknowledged;
    int madeWhole;
  }

  @ParameterizedTest
  @MethodSource("dev.holdfast.proof.disk.FileSystemKind#cuttable")
  void whatWasAcknowledgedIsThereWhole(FileSystemKind kind) throws Exception {
    Cuts cuts = cuts(kind, "fallback: journal", Integer.getInteger("holdfast.cuts", 5));

    assertThat(cuts.wrong).as("-Dholdfast.seed=%d", SEED).isEmpty();
    assertThat(cuts.acknowledged).isGreaterThan(5);
  }

  /** Ends with the first that is wrong. */
  private Cuts cuts(FileSystemKind kind, String rule, int rounds) throws Exception {
    Cuts cuts = new Cuts();
    Random random = new Random(SEED);
    try (MountedImage image = MountedImage.in(temporary, kind)) {
      Path folder = image.folder().toRealPath();
      ChildJvm child =
          ChildJvm.on(Jvms.of(17)).withAgent(Configuration.protectingWith(rule, folder));
      Path target = folder.resolve("state.dat");
      Path other = folder.resolve("another.name");
      Files.write(target, Versions.content(0, SIZE, 1));
      Files.createLink(other, target);
      OtherUser.command("sync");
      for (int round = 0; round < rounds && cuts.wrong.isEmpty(); round++) {
        int acknowledged = savedUntilCut(child, image, target, random);
        cuts.acknowledged += Math.max(0, acknowledged);
        Tool.Typed typed =
            Tool.on(Jvms.of(17)).run("recover", "--state-folder", folder + "/no", folder + "");
        cuts.madeWhole += typed.out().contains("is whole again") ? 1 : 0;
        judge(other, acknowledged, "round " + round + ", " + typed, cuts);
        OtherUser.command("find", folder + "", "-name", "*.holdfast-unfinished", "-delete");
      }
    }
    System.out.println(
        kind.title()
            + ", "
            + rule
            + ": "
            + cuts.acknowledged
            + " acknowledged, made whole "
            + cuts.madeWhole
            + ", wrong "
            + cuts.wrong
            + ", -Dholdfast.seed="
            + SEED);
    return cuts;
  }

  /** The last acknowledged version; -1: none of this run. */
  private static int savedUntilCut(ChildJvm child, MountedImage image, Path target, Random random)
      throws IOException {
    List<String> job = List.of("FileOutputStream(File)", target + "", SIZE + "", "1000000", "1");
    int acknowledged = -1;
    try (ChildJvm.Running running = child.start(Ways.class, job)) {
      running.awaitOut("ACK 1 ");
      LockSupport.parkNanos(random.nextInt(60_000) * 1000L);
      image.cut();
      for (String line : running.kill().out().lines().toList()) {
        if (line.startsWith("ACK ")) {
          acknowledged = Integer.parseInt(line.split(" ")[1]);
        }
      }
    }
    image.comeBack();
    return acknowledged;
  }

  /** By its other name. */
  private static void judge(Path file, int acknowledged, String round, Cuts cuts)
      throws IOException {
    try {
      int version = Versions.of(Files.readAllBytes(file));
      if (version != acknowledged && version != acknowledged + 1) {
        cuts.wrong.add(round + ": version " + version + " after ACK " + acknowledged);
      }
    } catch (IOException damaged) {
      cuts.wrong.add(round + ": " + damaged.getMessage());
    }
    CallKills.oursBelow(file.getParent()).stream()
        .filter(name -> !name.endsWith(".holdfast-unfinished"))
        .forEach(name -> cuts.wrong.add(round + ": left " + name));
  }
}
