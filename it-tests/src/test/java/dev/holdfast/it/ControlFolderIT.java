package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folder by which an agent is asked, when something odd becomes of it. */
class ControlFolderIT {
  @TempDir private Path temporary;
  private Path data;
  private Path configuration;

  static Stream<Jdk> jdks() {
    return Stream.of(8, 17, 25).map(Jvms::of);
  }

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    configuration = Configuration.protecting(data);
  }

  private OperatedJvm start(Jdk jdk) throws IOException {
    OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration), data);
    jvm.talk.await("the folder", () -> hasFolder(jvm));
    return jvm;
  }

  private static boolean hasFolder(OperatedJvm jvm) {
    return !jvm.talk.ask("property holdfast.control").equals("null");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aWordThatItDoesNotKnowIsAnswered(Jdk jdk) throws Exception {
    try (OperatedJvm jvm = start(jdk)) {
      ControlFiles control = ControlFiles.of(jvm.child);
      assertThat(control.ask("explode")).isEqualTo("FAILED\nthis agent knows no request 'explode'");
      assertThat(control.ask("")).startsWith("FAILED\n");
      Files.write(control.folder().resolve("long.request"), new byte[100_000]);
      assertThat(control.ask("status")).as("others are answered").startsWith("DONE\n{");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void takenAwayItIsMadeAgain(Jdk jdk) throws Exception {
    try (OperatedJvm jvm = start(jdk)) {
      ControlFiles control = ControlFiles.of(jvm.child);
      Files.delete(control.folder());
      jvm.talk.await("another", () -> Files.isDirectory(control.folder()));
      assertThat(control.ask("status")).startsWith("DONE\n{");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void foldersOfTheDeadGoAtTheNextStart(Jdk jdk) throws Exception {
    Path dead;
    try (OperatedJvm jvm = start(jdk)) {
      dead = ControlFiles.of(jvm.child).folder();
      ControlFiles.of(jvm.child).post("status", "left");
      jvm.child.kill();
    }
    assertThat(dead).isDirectory();
    Path strange = Files.createDirectory(ControlFiles.ofUser().resolve("not-ours"));
    try (OperatedJvm jvm = start(jdk)) {
      assertThat(dead).doesNotExist();
      assertThat(strange).isDirectory();
      assertThat(ControlFiles.of(jvm.child).ask("status")).startsWith("DONE\n{");
    } finally {
      Files.delete(strange);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void answersThatNobodyFetchesDoNotPileUp(Jdk jdk) throws Exception {
    try (OperatedJvm jvm = start(jdk)) {
      ControlFiles control = ControlFiles.of(jvm.child);
      for (int i = 0; i < 40; i++) {
        control.post("status", "nobody" + i);
        while (Files.exists(control.folder().resolve("nobody" + i + ".request"))) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
      assertThat(control.ask("status")).startsWith("DONE\n{");
      try (Stream<Path> left = Files.list(control.folder())) {
        assertThat(left.count()).isBetween(1L, 17L);
      }
    }
  }

  /** Somebody may have made it to be asked in the agent's place. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void oneThatIsNotTheUsersAloneIsNotTaken(Jdk jdk) throws Exception {
    List<String> nobody = OtherUser.nobody(jdk);
    OtherUser.requireRoot("a folder of another user");
    OtherUser.command("chmod", "-R", "a+rwX", temporary.toString());
    OtherUser.command("chmod", "-R", "a+rX", configuration.getParent().toString());
    isNotTaken(jdk, nobody, "0:0", "700");
    isNotTaken(jdk, nobody, "65534:65534", "770");
  }

  private void isNotTaken(Jdk jdk, List<String> nobody, String owner, String mode)
      throws Exception {
    Path made = Path.of("/tmp/holdfast-65534");
    OtherUser.command("rm", "-rf", made.toString()); // a JVM of another test may have left it
    Files.createDirectory(made);
    OtherUser.command("chown", owner, made.toString());
    OtherUser.command("chmod", mode, made.toString());
    try (OperatedJvm jvm =
        new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration).by(nobody), data)) {
      jvm.talk.await("the folder", () -> hasFolder(jvm));
      assertThat(jvm.talk.ask("property holdfast.control"))
          .isEqualTo(
              "none: "
                  + made
                  + " is there already and not a folder of this user alone (mode 0700)");
      assertThat(jvm.child.errSoFar())
          .contains("status, reload and detach don't work for this JVM: " + made)
          .contains("saves are protected all the same");
      Path request = Path.of(made + "/" + processName(jvm) + "/x.request");
      Files.createDirectory(request.getParent());
      Files.writeString(request, "detach");
      OtherUser.command("chmod", "-R", "a+rwX", made.toString());
      TimeUnit.SECONDS.sleep(1); // it is looked for five times in that, were it looked for
      assertThat(request).exists();
      assertThat(jvm.protects("state")).isTrue();
    } finally {
      OtherUser.command("rm", "-rf", made.toString());
    }
  }

  /** As an agent names its folder: its pid, and when it began in clock ticks since boot. */
  private static String processName(OperatedJvm jvm) throws Exception {
    String stat = Files.readString(Path.of("/proc/" + jvm.pid() + "/stat"));
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return jvm.pid() + "-" + afterName[22 - 3];
  }
}
