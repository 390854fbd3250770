package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.CallKills.Killed;
import dev.holdfast.proof.calls.Saver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import samples.Versions;

/** Targets that the application deletes before their new version comes; and plain deletions. */
class DeletionIT {
  private static final String OLD = "" + CallKills.OLD;
  private static final String NEW = "" + CallKills.NEW;

  @TempDir private Path temporary;

  /** Each way on one JVM or more. */
  static Stream<Arguments> waysAndJdks() {
    return Stream.of(
        Arguments.of("delete+renameTo", Jvms.of(8)),
        Arguments.of("delete+renameTo", Jvms.of(25)),
        Arguments.of("Files.delete+Files.move", Jvms.of(11)),
        Arguments.of("delete+FileOutputStream", Jvms.of(17)),
        Arguments.of("delete+RandomAccessFile", Jvms.of(21)),
        Arguments.of("Files.delete+Files.write", Jvms.of(25)));
  }

  private static ChildJvm protecting(Jdk jdk, Path folder) {
    return ChildJvm.on(jdk).withAgent(Configuration.protecting(folder + "/*.dat"));
  }

  private static void nothing(Path target) {}

  private static List<String> wrong(List<Killed> killed, List<String> allowed) {
    List<String> wrong = new ArrayList<>();
    for (Killed one : killed) {
      if (!allowed.contains(one.version())) {
        wrong.add(one + ": " + one.version());
      }
    }
    return wrong;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("waysAndJdks")
  void killedBeforeAnyCallARecoveryFindsTheOldOrTheNewVersion(String way, Jdk jdk)
      throws Exception {
    CallKills kills =
        new CallKills(
            temporary.toRealPath(), way, DeletionIT::nothing, folder -> protecting(jdk, folder));

    List<Killed> killed = kills.run();
    long missing = killed.stream().filter(one -> !Files.exists(one.target())).count();
    Tool.Typed typed = kills.recover(jdk);

    assertThat(typed.status()).as(typed::toString).isZero();
    assertThat(wrong(killed, List.of(OLD, NEW))).isEmpty();
    assertThat(killed.get(killed.size() - 1).version()).isEqualTo(NEW);
    assertThat(CallKills.oursBelow(kills.data())).isEmpty();
    assertThat(missing).as("killed between deletion and new version").isPositive();
    assertThat(typed.out()).contains(missing + " made whole or brought back");
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"delete+renameTo", "delete+FileOutputStream"})
  void withoutTheAgentAKillLeavesNeither(String way) throws Exception {
    CallKills kills =
        new CallKills(
            temporary.toRealPath(), way, DeletionIT::nothing, folder -> ChildJvm.on(Jvms.of(17)));

    assertThat(kills.run()).extracting(Killed::version).anyMatch(v -> v.startsWith("NoSuchFile"));
  }

  private Path target() throws Exception {
    Path folder = Files.createDirectories(temporary.toRealPath().resolve("data/app"));
    return Files.write(
        folder.resolve("state.dat"),
        Versions.content(CallKills.OLD, CallKills.OLD_SIZE, Saver.SEED));
  }

  private static void done(Saver saver, String way, Path target) {
    Saver.Answer answer = saver.save(way, target, CallKills.NEW_SIZE, 2, 2);
    assertThat(answer.acknowledged(0)).as(answer::toString).isEqualTo(2);
    assertThat(answer.errors()).isEmpty();
  }

  private static Tool.Typed recover(Path target) {
    return Tool.on(Jvms.of(17))
        .run("recover", "--state-folder", target + ".none", target.getParent() + "");
  }

  @Test
  void aPlainDeletionStaysOneAfterAKill() throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(Jvms.of(17), target.getParent()))) {
      done(saver, "delete", target);
      assertThat(CallKills.oursBelow(target.getParent())).isEmpty();
    } // which kills it

    assertThat(recover(target).out()).isEqualTo("Nothing was left by a crash.\n");
    assertThat(target).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void whatNothingFollowsForSecondsIsAPlainDeletion(Jdk jdk) throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(jdk, target.getParent()))) {
      done(saver, "delete-with-sibling", target);
      assertThat(target).doesNotExist();
      assertThat(CallKills.oursBelow(target.getParent())).as("awaited").isNotEmpty();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> CallKills.oursBelow(target.getParent()).isEmpty());
    }

    recover(target);

    assertThat(target).doesNotExist();
  }

  @Test
  void killedBeforeThatItComesBack() throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(Jvms.of(17), target.getParent()))) {
      done(saver, "delete-with-sibling", target);
    }

    Tool.Typed typed = recover(target);

    assertThat(typed.out()).contains(target + " was deleted to be replaced", "1 made whole");
    assertThat(new Killed(target.getParent(), null).version()).isEqualTo(OLD);
  }

  @Test
  void theEndOfTheApplicationMakesItFinal() throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(Jvms.of(17), target.getParent()))) {
      done(saver, "delete-with-sibling", target);
      saver.end();
    }

    assertThat(CallKills.oursBelow(target.getParent())).isEmpty();
    assertThat(target).doesNotExist();
  }

  @Test
  void aDetachMakesItFinal() throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(Jvms.of(17), target.getParent()))) {
      done(saver, "delete-with-sibling", target);

      Tool.Typed typed = Tool.on(Jvms.of(17)).run("detach", saver.pid() + "");

      assertThat(typed.status()).as(typed::toString).isZero();
      assertThat(CallKills.oursBelow(target.getParent())).isEmpty();
      assertThat(target).doesNotExist();
    }
  }

  static Stream<Arguments> recursionsAndJdks() {
    return Stream.of(8, 17, 25)
        .flatMap(
            feature ->
                Stream.of("delete-folder", "Files.walkFileTree")
                    .map(way -> Arguments.of(way, Jvms.of(feature))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("recursionsAndJdks")
  void aFolderCanBeDeletedWithAllThatIsInIt(String way, Jdk jdk) throws Exception {
    Path target = target();
    try (Saver saver = Saver.start(protecting(jdk, target.getParent()))) {
      done(saver, way, target);
      assertThat(target.getParent()).doesNotExist();
      saver.end();
    }
  }
}
