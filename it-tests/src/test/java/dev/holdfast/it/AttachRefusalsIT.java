package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** What {@code attach} refuses, on real JVMs: each goes on afterwards, and nothing was loaded. */
class AttachRefusalsIT {
  @TempDir private Path folder;
  private Path configuration;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void aConfiguration() {
    configuration = Configuration.protecting(folder);
  }

  private static Tool.Typed attach(Tool tool, ChildJvm.Running child, Path configuration) {
    return tool.run("attach", Long.toString(child.pid()), "--config", configuration.toString());
  }

  /** The words; and that {@code child} is as it was. */
  private void isRefused(Tool tool, ChildJvm.Running child, String... words) {
    Tool.Typed refused = attach(tool, child, configuration);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("holdfast: cannot attach to " + child.pid() + " samples.Obeys: ")
        .contains("\n  remedy: ")
        .contains(words);
    isUntouched(child);
  }

  private static void isUntouched(ChildJvm.Running child) {
    assertThat(new Talk(child).ask("wait 0")).isEqualTo("done");
    assertThat(child.errSoFar()).doesNotContain("holdfast", "WARNING: A Java agent");
    assertThat(child.outSoFar()).doesNotContain("Full thread dump");
    assertThat(new Talk(child).ask("status")).startsWith("FAIL java.lang.ClassNotFoundException");
  }

  private static ChildJvm.Running start(Jdk jdk, String... options) {
    ChildJvm.Running child = ChildJvm.on(jdk).option(options).start(Obeys.class, List.of());
    new Talk(child);
    return child;
  }

  /** With -Xrs a JVM listens from its start, and SIGQUIT ends it: then nobody may send that. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void oneThatTheSignalWouldEnd(Jdk jdk) throws Exception {
    try (ChildJvm.Running child = start(jdk, "-Xrs")) {
      Path socket = Path.of("/tmp/.java_pid" + child.pid());
      Path aside = Path.of("/tmp/.java_pid" + child.pid() + ".aside");
      Files.move(socket, aside);
      isRefused(
          Tool.on(jdk),
          child,
          "it was started with -Xrs, and what it listens on from its start is gone",
          "the signal that attaching begins with would END it",
          "restart it with -javaagent:" + ChildJvm.agentJar() + "=config=" + configuration);

      Files.move(aside, socket);
      Tool.Typed attach = attach(Tool.on(jdk), child, configuration);
      assertThat(attach.status()).as(attach.toString()).isZero();
      assertThat(new Talk(child).ask("wait 0")).isEqualTo("done");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theAttachMechanismIsOff(Jdk jdk) {
    try (ChildJvm.Running child = start(jdk, "-XX:+DisableAttachMechanism")) {
      isRefused(Tool.on(jdk), child, "-XX:+DisableAttachMechanism, nobody can attach");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void agentsAreForbidden(Jdk jdk) {
    assumeTrue(jdk.feature() >= 9, "the flag came with Java 9");
    try (ChildJvm.Running child = start(jdk, "-XX:-EnableDynamicAgentLoading")) {
      isRefused(
          Tool.on(jdk), child, "-XX:-EnableDynamicAgentLoading, agents come at its start only");
    }
  }

  @Test
  void byTheEnvironmentAndByAFileOfArguments() throws Exception {
    Jdk jdk = Jvms.of(17);
    Path file = Files.writeString(folder.resolve("arguments"), "-XX:-EnableDynamicAgentLoading");
    try (ChildJvm.Running child = start(jdk, "@" + file)) {
      isRefused(Tool.on(jdk), child, "-XX:-EnableDynamicAgentLoading");
      Files.delete(file);
      isRefused(Tool.on(jdk), child, "-XX:-EnableDynamicAgentLoading");
    }
    try (ChildJvm.Running child =
        ChildJvm.on(jdk)
            .environment("JAVA_TOOL_OPTIONS", "-Da=b -XX:+DisableAttachMechanism")
            .start(Obeys.class, List.of())) {
      new Talk(child);
      isRefused(Tool.on(jdk), child, "-XX:+DisableAttachMechanism");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aStoppedOne(Jdk jdk) throws Exception {
    try (ChildJvm.Running child = start(jdk)) {
      String pid = Long.toString(child.pid());
      OtherUser.command("sh", "-c", "kill -STOP " + pid);
      try {
        Tool.Typed refused = attach(Tool.on(jdk), child, configuration);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
            .contains("it is stopped (by SIGSTOP", "remedy: kill -CONT " + pid);
      } finally {
        OtherUser.command("sh", "-c", "kill -CONT " + pid);
      }
      isUntouched(child);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aWrongConfiguration(Jdk jdk) {
    configuration = Configuration.file("holdfast: 1\nrules:\n  - path: ['/srv/**']\n");
    try (ChildJvm.Running child = start(jdk)) {
      Tool.Typed refused = attach(Tool.on(jdk), child, configuration);

      assertThat(refused.status()).as(refused.toString()).isEqualTo(78);
      assertThat(refused.err())
          .startsWith(configuration + ":3:5: unknown key 'path' in a rule")
          .contains("did you mean 'paths'?");
      isUntouched(child);
    }
  }

  /** Right here, wrong there: it is read with the variables and properties of the JVM. */
  @Test
  void aConfigurationThatIsWrongInTheTargetOnly() {
    configuration = Configuration.file(Configuration.rule("", "${HERE}/**", "${user.name}/**"));
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child = start(jdk)) {
      Tool.Typed refused =
          attach(Tool.on(jdk).by(List.of("env", "HERE=/srv")), child, configuration);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(78);
      assertThat(refused.err()).startsWith(configuration + ":3:").contains("HERE");
      isUntouched(child);
    }
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).environment("HERE", "/srv").start(Obeys.class, List.of())) {
      new Talk(child);
      assertThat(attach(Tool.on(jdk), child, configuration).status()).isZero();
    }
  }

  @Test
  void noSuchFiles() {
    Jdk jdk = Jvms.of(17);
    configuration = folder.resolve("missing.yaml");
    try (ChildJvm.Running child = start(jdk)) {
      isRefused(Tool.on(jdk), child, configuration + " is no file");
    }
  }

  @Test
  void anEqualsSignInTheJarsPath() throws Exception {
    Jdk jdk = Jvms.of(17);
    Path odd = Files.createDirectory(folder.resolve("a=b"));
    Path jar = Files.copy(ChildJvm.agentJar(), odd.resolve("holdfast.jar"));
    try (ChildJvm.Running child = start(jdk)) {
      isRefused(Tool.on(jdk.java(), jar), child, "the jar's path has an equals sign in it: " + jar);
    }
  }

  @Test
  void filesThatItsUserCannotRead() throws Exception {
    OtherUser.requireRoot("another user");
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).by(OtherUser.nobody(jdk)).start(Obeys.class, List.of())) {
      new Talk(child);
      isRefused(
          Tool.on(jdk),
          child,
          "its user (uid 65534, gid 65534) can't read " + configuration,
          "because it may not pass "
              + configuration.getParent()
              + " (mode 0700, owner 0, group 0)");
    }
  }

  @Test
  void anotherUsers() throws Exception {
    OtherUser.requireRoot("another user");
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child = start(jdk)) {
      Tool.Typed refused = attach(Tool.on(jdk).by(OtherUser.nobody(jdk)), child, configuration);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.err())
          .contains("process " + child.pid() + " can't be looked at: it is another user's (uid 0)")
          .contains("sudo -u '#0' java ...");
      isUntouched(child);
    }
  }

  @Test
  void java8AsAToolIsNotRoot() throws Exception {
    OtherUser.requireRoot("another user");
    Jdk jdk = Jvms.of(17);
    try (ChildJvm.Running child =
        ChildJvm.on(jdk).by(OtherUser.nobody(jdk)).start(Obeys.class, List.of())) {
      new Talk(child);
      isRefused(Tool.on(Jvms.of(8)), child, "Java 8 as a tool can't attach as root", "newer java");
    }
  }

  @Test
  void inAContainerWithOtherFiles() throws Exception {
    OtherUser.requireRoot("a namespace");
    OtherUser.requireProgram("unshare");
    Jdk jdk = Jvms.of(17);
    String hide = "mount -t tmpfs none " + configuration.getParent() + " && exec \"$@\"";
    try (ChildJvm.Running child =
        ChildJvm.on(jdk)
            .by(List.of("unshare", "-m", "sh", "-c", hide, "sh"))
            .start(Obeys.class, List.of())) {
      new Talk(child);
      isRefused(
          Tool.on(jdk),
          child,
          "it has no file " + configuration + ": it runs in a container, or sees other mounts",
          "JAVA_TOOL_OPTIONS=-javaagent:");
    }
  }

  @Test
  void anImageThatCannotLoadAgents() throws Exception {
    Jdk jdk = Jvms.of(17);
    Jvms.require(jdk);
    Jvms.requireOrSkip(
        Files.isDirectory(jdk.home().resolve("jmods")), jdk + " has no folder jmods for jlink");
    Path image = folder.resolve("image");
    OtherUser.command(
        jdk.home() + "/bin/jlink", "--add-modules", "java.base", "--output", image.toString());
    try (ChildJvm.Running child =
        ChildJvm.on(new Jdk(17, image)).start("samples.Obeys", List.of())) {
      new Talk(child);
      isRefused(
          Tool.on(jdk),
          child,
          "its Java can't load agents: there is no " + image + "/lib/libinstrument.so",
          "java.instrument");
    }
  }

  @Test
  void nobodyOfThatNameAndNoJvm() throws Exception {
    Tool tool = Tool.on(Jvms.of(17));
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      Tool.Typed none = tool.run("attach", "no-such-name", "--config", configuration.toString());
      Tool.Typed noJvm =
          tool.run("attach", Long.toString(sleep.pid()), "--config", configuration.toString());

      assertThat(none.status()).isEqualTo(1);
      assertThat(none.err())
          .startsWith("holdfast: no JVM with 'no-such-name' in its name\n  running JVMs:\n");
      assertThat(noJvm.status()).isEqualTo(1);
      assertThat(noJvm.err())
          .startsWith("holdfast: process " + sleep.pid() + " is not a JVM\n  running JVMs:\n");
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void severalOfOneName() {
    Jdk jdk = Jvms.of(17);
    String name = "twins-" + System.nanoTime();
    try (ChildJvm.Running one = ChildJvm.on(jdk).start(Obeys.class, List.of(name));
        ChildJvm.Running two = ChildJvm.on(jdk).start(Obeys.class, List.of(name))) {
      new Talk(one);
      new Talk(two);

      Tool.Typed typed = Tool.on(jdk).run("attach", name, "--config", configuration.toString());

      assertThat(typed.status()).isEqualTo(1);
      assertThat(typed.err())
          .startsWith("holdfast: '" + name + "' fits 2 JVMs; name one by its pid:\n")
          .contains("    " + one.pid() + " samples.Obeys " + name)
          .contains("    " + two.pid() + " samples.Obeys " + name);
      isUntouched(one);
    }
  }
}
