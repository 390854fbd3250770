package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Versions;
import samples.Ways;

/** Targets that can't be replaced by a rename are rewritten by way of a journal, or refused. */
class FallbackIT {
  private static final int OLD_SIZE = 21_000;
  private static final int SIZE = 17_000;
  private static final long SEED = 7;

  private Path parent;
  private Path folder;
  private Path target;
  private Path state;
  private Obstacle made;

  static Stream<Arguments> obstaclesAndJdks() {
    Stream<Arguments> all =
        Stream.of(Obstacle.values())
            .flatMap(o -> Stream.of(8, 25).map(feature -> Arguments.of(o, Jvms.of(feature))));
    Stream<Arguments> others =
        Stream.of(11, 17, 21).map(feature -> Arguments.of(Obstacle.HARD_LINKS, Jvms.of(feature)));
    return Stream.concat(all, others);
  }

  /** Not JUnit's: nobody else could look into that. */
  @BeforeEach
  void oldVersion() throws Exception {
    parent = Files.createTempDirectory("fallback").toRealPath();
    OtherUser.command("chmod", "755", parent.toString());
    folder = Files.createDirectory(parent.resolve("data"));
    target = folder.resolve("state.dat");
    state = Files.createDirectory(parent.resolve("state"));
    OtherUser.command("chmod", "777", state.toString());
    Files.write(target, Versions.content(900, OLD_SIZE, SEED));
  }

  @AfterEach
  void removeAll() throws Exception {
    if (made != null) {
      made.remove(target);
    }
    OtherUser.command("rm", "-r", parent.toString());
  }

  private ChildJvm child(Obstacle obstacle, Jdk jdk, String fallback) throws Exception {
    String rule = Configuration.rule("\n    fallback: " + fallback, target + "");
    Path rules =
        Files.writeString(
            parent.resolve("holdfast.yaml"), rule + "state-folder: " + state + "/ours\n");
    made = obstacle;
    obstacle.make(target);
    return ChildJvm.on(jdk)
        .withAgent(rules)
        .option("-Djava.io.tmpdir=" + state)
        .by(obstacle.savedBy(jdk));
  }

  private List<String> arguments() {
    return List.of("FileOutputStream(File)", target + "", SIZE + "", "1", SEED + "");
  }

  private Object inode() throws IOException {
    return Files.getAttribute(target, "unix:ino");
  }

  private void assertNew(ChildJvm.Result result) throws IOException {
    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(Files.readAllBytes(target)).isEqualTo(Versions.content(1, SIZE, SEED));
    assertThat(CallKills.oursBelow(parent)).as("nothing of ours is left").isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("obstaclesAndJdks")
  void itIsRewrittenByWayOfAJournalInAnOrderThatNoCrashTears(Obstacle obstacle, Jdk jdk)
      throws Exception {
    Jvms.require(jdk);
    ChildJvm child = child(obstacle, jdk, "journal");
    Object inode = inode();
    Path trace = parent.resolve("trace");
    SystemCallTrace.requireStrace();

    ChildJvm.Result result = child.by(SystemCallTrace.recordTo(trace)).run(Ways.class, arguments());

    assertNew(result);
    assertThat(inode()).as("it is the same file").isEqualTo(inode);
    assertThat(result.errLines())
        .filteredOn(line -> line.contains("by way of a journal"))
        .singleElement()
        .asString()
        .contains(target.toString(), obstacle.reason(), "rule");
    Path home = Obstacle.AWAY.contains(obstacle) ? state.resolve("ours") : folder;
    assertThat(new JournalLint(SystemCallTrace.read(trace).calls(), target, home).check())
        .isEmpty();
  }

  /** Without a key the state folder is the user's own. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void theStateFolderIsMadeWhereTheUserHasHis(Jdk jdk) throws Exception {
    Jvms.require(jdk);
    Obstacle.FOLDER.make(target);
    Path rules =
        Files.writeString(
            parent.resolve("holdfast.yaml"), Configuration.rule("", target.toString()));
    ChildJvm child =
        ChildJvm.on(jdk).withAgent(rules).environment("XDG_STATE_HOME", state.toString());

    ChildJvm.Result result = child.by(OtherUser.nobody(jdk)).run(Ways.class, arguments());

    assertNew(result);
    assertThat(result.err()).contains("by way of a journal");
    assertThat(Files.getPosixFilePermissions(state.resolve("holdfast")))
        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @EnumSource
  void refuseThrowsAndTheOldVersionStays(Obstacle obstacle) throws Exception {
    Jdk jdk = Jvms.of(17);
    ChildJvm.Result result = child(obstacle, jdk, "refuse").run(Ways.class, arguments());

    assertThat(result.exit()).as(result::toString).isEqualTo(1);
    assertThat(result.out()).contains("FAIL 1", target + "", obstacle.reason(), "'refuse'", "rule");
    assertThat(Files.readAllBytes(target)).isEqualTo(Versions.content(900, OLD_SIZE, SEED));
    List<String> kept = new ArrayList<>();
    if (!Obstacle.AWAY.contains(obstacle)) { // else it was refused when it was opened
      kept.add("data/state.dat.holdfast-refused");
      assertThat(Files.readAllBytes(folder.resolve("state.dat.holdfast-refused")))
          .isEqualTo(Versions.content(1, SIZE, SEED));
    }
    assertThat(CallKills.oursBelow(parent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceWritesItWithoutAJournal(Obstacle obstacle) throws Exception {
    Jdk jdk = Jvms.of(17);
    ChildJvm child = child(obstacle, jdk, "in-place");
    Object inode = inode();

    ChildJvm.Result result = child.run(Ways.class, arguments());

    assertNew(result);
    assertThat(inode()).isEqualTo(inode);
    assertThat(result.errLines())
        .filteredOn(line -> line.contains("in place") && line.contains("not "))
        .singleElement()
        .asString()
        .contains(target.toString(), obstacle.reason(), "rule");
    assertThat(Files.exists(state.resolve("ours"))).isFalse();
  }
}
