package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** {@code attach} protects the saves of JVMs that run already. */
class AttachIT {
  private static final Path JNA = Path.of("target", "agents", "jna.jar").toAbsolutePath();

  @TempDir private Path folder;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  private static ChildJvm.Running start(Jdk jdk) {
    return ChildJvm.on(jdk).start(Obeys.class, List.of("attached-" + jdk.feature()));
  }

  private static String pid(ChildJvm.Running child) {
    return Long.toString(child.pid());
  }

  private void attaches(Tool tool, ChildJvm.Running child, Path configuration) {
    Tool.Typed attach = tool.run("attach", pid(child), "--config", configuration.toString());
    assertThat(attach.status()).as(attach.toString()).isZero();
    assertThat(attach.out())
        .startsWith(child.pid() + " samples.Obeys: active, 1 rule of " + configuration + ", ")
        .contains(" hooks, self-test passed\n", "status " + child.pid());
  }

  private void isProtected(Talk talk) {
    assertThat(talk.ask("save " + folder.resolve("file") + " 100")).isEqualTo("done");
    assertThat(talk.ask("status")).containsPattern("\"committed\":1\\b");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theNextSaveIsProtectedAndTwiceIsHarmless(Jdk jdk) {
    Path configuration = Configuration.protecting(folder);
    Tool tool = Tool.on(jdk);
    try (ChildJvm.Running child = start(jdk)) {
      Talk talk = new Talk(child);
      assertThat(talk.ask("save " + folder.resolve("file") + " 1")).isEqualTo("done");

      attaches(tool, child, configuration);
      isProtected(talk);
      Tool.Typed again = tool.run("attach", pid(child), "--config", configuration.toString());
      Tool.Typed other =
          tool.run("attach", pid(child), "--config", Configuration.protecting("/x/**").toString());

      assertThat(again.status()).as(again.toString()).isZero();
      assertThat(again.out())
          .startsWith(child.pid() + " samples.Obeys: already active, 1 rule of ");
      assertThat(other.status()).isEqualTo(1);
      assertThat(other.err())
          .contains(
              "Holdfast is active there already, with another configuration: " + configuration)
          .contains("remedy: change that file and run reload " + child.pid());
      assertThat(child.errSoFar().lines().filter(line -> line.startsWith("holdfast: ")))
          .singleElement()
          .asString()
          .startsWith("holdfast: active, 1 rule of ");
      assertThat(child.outSoFar()).doesNotContain("holdfast:", "WARNING", "Full thread dump");
      isProtected(talk, 2);
    }
  }

  private void isProtected(Talk talk, int saves) {
    assertThat(talk.ask("save " + folder.resolve("file") + " 100")).isEqualTo("done");
    assertThat(talk.ask("status")).containsPattern("\"committed\":" + saves + "\\b");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatTheJvmWarnsOfIsExplained(Jdk jdk) {
    Path configuration = Configuration.protecting(folder);
    try (ChildJvm.Running child = start(jdk)) {
      new Talk(child);

      Tool.Typed attach =
          Tool.on(jdk).run("attach", pid(child), "--config", configuration.toString());

      boolean warns =
          child.errSoFar().contains("WARNING: A Java agent has been loaded dynamically");
      assertThat(warns).isEqualTo(jdk.feature() >= 21);
      assertThat(attach.err().contains("WARNING lines about a dynamically loaded agent"))
          .isEqualTo(warns);
      assertThat(attach.err().contains("start the application with -javaagent")).isEqualTo(warns);
    }
  }

  @ParameterizedTest(name = "Java {0} attaches to {1}")
  @CsvSource({"17, 25", "25, 17", "8, 17", "17, 8", "8, 25", "25, 8", "11, 21", "21, 11"})
  void acrossVersions(int tool, int target) {
    try (ChildJvm.Running child = start(Jvms.of(target))) {
      Talk talk = new Talk(child);
      attaches(Tool.on(Jvms.of(tool)), child, Configuration.protecting(folder));
      isProtected(talk);
    }
  }

  @Test
  void byAPartOfItsNameOrArguments() {
    Path configuration = Configuration.protecting(folder);
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).start(Obeys.class, List.of("only-this-" + System.nanoTime()))) {
      new Talk(child);
      Tool.Typed attach =
          Tool.on(jdk).run("attach", "ONLY-THIS-", "--config", configuration.toString());
      assertThat(attach.status()).as(attach.toString()).isZero();
    }
  }

  @Test
  void aConfigurationThatIsOff() {
    Path configuration = Configuration.file("mode: off\n" + Configuration.rule("", folder + "/**"));
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child = start(jdk)) {
      new Talk(child);
      Tool.Typed attach =
          Tool.on(jdk).run("attach", pid(child), "--config", configuration.toString());
      assertThat(attach.status()).as(attach.toString()).isZero();
      assertThat(attach.out()).contains(": off, as the configuration says; nothing is protected");
    }
  }

  @Test
  void oneThatHasTheAgentFromItsStart() {
    Path configuration = Configuration.protecting(folder);
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).withAgent(configuration).start(Obeys.class, List.of())) {
      new Talk(child);
      Tool.Typed attach =
          Tool.on(jdk).run("attach", pid(child), "--config", configuration.toString());
      assertThat(attach.status()).as(attach.toString()).isZero();
      assertThat(attach.out()).contains(": already active, ");
    }
  }

  // ---- other users

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void rootToTheJvmOfAnotherUser(Jdk jdk) throws Exception {
    OtherUser.requireRoot("another user");
    Path configuration = Configuration.protecting(folder);
    OtherUser.command("chmod", "-R", "a+rwX", configuration.getParent().toString());
    OtherUser.command("chmod", "a+rwx", folder.toString());
    List<String> nobody = OtherUser.nobody(jdk);
    try (ChildJvm.Running child = ChildJvm.on(jdk).by(nobody).start(Obeys.class, List.of())) {
      Talk talk = new Talk(child);
      if (jdk.feature() == 8) {
        Tool.Typed refused =
            Tool.on(Jvms.of(17)).run("attach", pid(child), "--config", configuration.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
            .contains("a JVM of Java 8 listens to nobody else, not to root")
            .contains("remedy: sudo -u '#65534' -g '#65534' java -jar ");
        assertThat(child.outSoFar()).doesNotContain("Full thread dump");
        attaches(Tool.on(jdk).by(nobody), child, configuration);
      } else {
        attaches(Tool.on(jdk), child, configuration);
      }
      isProtected(talk);
    }
  }

  // ---- a Java without the attach API

  private Path image(int feature, String modules) throws Exception {
    Jdk jdk = Jvms.of(feature);
    Jvms.require(jdk);
    Jvms.requireOrSkip(
        Files.isDirectory(jdk.home().resolve("jmods")), jdk + " has no folder jmods for jlink");
    Path image = folder.resolve("image");
    OtherUser.command(
        jdk.home() + "/bin/jlink", "--add-modules", modules, "--output", image.toString());
    return image.resolve("bin/java");
  }

  @Test
  void anImageWithoutTheAttachApiHasSocketsSince16() throws Exception {
    Tool tool = Tool.on(image(17, "java.base,java.instrument"), ChildJvm.agentJar());
    for (int target : List.of(8, 17, 25)) {
      try (ChildJvm.Running child = start(Jvms.of(target))) {
        new Talk(child);
        attaches(tool, child, Configuration.protecting(folder));
      }
    }
  }

  @Test
  void anOlderOneSaysHowAndTakesJna() throws Exception {
    Path java = image(11, "java.base,java.instrument,java.logging");
    Path configuration = Configuration.protecting(folder);
    try (ChildJvm.Running child = start(Jvms.of(11))) {
      new Talk(child);
      Tool.Typed refused =
          Tool.on(java, ChildJvm.agentJar())
              .run("attach", pid(child), "--config", configuration.toString());
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err())
          .contains("the Java of this command (" + folder + "/image) has no attach API")
          .contains(":jna.jar dev.holdfast.HoldfastAgent attach ...")
          .contains("jattach " + child.pid() + " load instrument false \"");
      attaches(Tool.on(java, ChildJvm.agentJar()).with(JNA), child, configuration);
    }
  }

  // ---- namespaces

  /** Starts in mount and pid namespaces of its own, as a container does; /tmp stays. */
  private static List<String> ownPids() throws Exception {
    OtherUser.requireRoot("a namespace");
    OtherUser.requireProgram("unshare");
    return List.of("unshare", "-m", "-p", "-f", "--mount-proc");
  }

  @Test
  void anotherPidNamespace() throws Exception {
    Jdk jdk = Jvms.of(17);
    Path configuration = Configuration.protecting(folder);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).by(ownPids()).start(Obeys.class, List.of("inside"))) {
      Talk talk = new Talk(child);
      String pid =
          Long.toString(ProcessHandle.of(child.pid()).get().children().findFirst().get().pid());
      for (int tool : List.of(11, 17, 25)) {
        Tool.Typed attach =
            Tool.on(Jvms.of(tool)).run("attach", pid, "--config", configuration.toString());
        assertThat(attach.status()).as(attach.toString()).isZero();
      }
      isProtected(talk);
      assertThat(Tool.on(jdk).run("list").out()).containsPattern("(?m)^" + pid + " .* attached$");
      Tool.Typed refused =
          Tool.on(Jvms.of(8)).run("attach", pid, "--config", configuration.toString());
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("it runs in a container, where its pid is 1");
      ProcessHandle.of(Long.parseLong(pid)).get().destroyForcibly();
    }
  }

  @Test
  void aTmpOfItsOwn() throws Exception {
    OtherUser.requireRoot("a namespace");
    OtherUser.requireProgram("unshare");
    Path elsewhere = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-it");
    try {
      Path jar = Files.copy(ChildJvm.agentJar(), elsewhere.resolve("holdfast.jar"));
      Path configuration = elsewhere.resolve("holdfast.yaml");
      Files.writeString(configuration, Configuration.rule("", elsewhere + "/**"));
      OtherUser.command("cp", "-r", ChildJvm.SAMPLES.toString(), elsewhere + "/classes");
      List<String> ownTmp =
          List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs none /tmp && exec \"$@\"", "sh");
      Jdk jdk = Jvms.of(17);
      try (ChildJvm.Running child =
          ChildJvm.on(jdk)
              .classPath(List.of(elsewhere.resolve("classes")))
              .in(elsewhere)
              .by(ownTmp)
              .start(Obeys.class, List.of())) {
        new Talk(child);
        List<String> inTmp = new ArrayList<>();
        for (int tool : List.of(11, 17, 21)) {
          Tool.Typed attach =
              Tool.on(Jvms.of(tool).java(), jar)
                  .run("attach", pid(child), "--config", configuration.toString());
          inTmp.add(attach.status() + " " + attach.err().lines().findFirst().orElse(""));
        }
        assertThat(inTmp.get(0))
            .startsWith("1 ")
            .contains("its /tmp is not the one of this command");
        assertThat(inTmp.get(1)).isEqualTo("0 ");
        assertThat(inTmp.get(2)).isEqualTo("0 ");
      }
    } finally {
      OtherUser.command("rm", "-r", elsewhere.toString());
    }
  }

  // ---- the list to choose from

  @Test
  void withoutATerminalNobodyCanChoose() {
    Path configuration = Configuration.protecting(folder);
    Tool.Typed typed = Tool.on(Jvms.of(17)).run("attach", "--config", configuration.toString());

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .contains(
            "Missing required parameter: 'PID-or-name' (without a terminal nobody can choose)");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onATerminalEnterAloneChoosesNothing(Jdk jdk) throws Exception {
    OtherUser.requireProgram("script");
    Path configuration = Configuration.protecting(folder);
    try (ChildJvm.Running child = start(jdk)) {
      new Talk(child);

      Tool.Typed typed =
          Tool.on(jdk).onTerminal("\n", "attach", "--config", configuration.toString());

      assertThat(typed.status()).as(typed.toString()).isEqualTo(1);
      assertThat(typed.out())
          .containsPattern("[0-9]+ +" + child.pid() + " +samples\\.Obeys +JDK ")
          .contains("Number (Enter alone: none): ", "Nothing chosen, nothing done.");
      assertThat(child.errSoFar()).doesNotContain("holdfast");
    }
  }
}
