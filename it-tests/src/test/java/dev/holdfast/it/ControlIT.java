package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of an agent in a JVM, as its tool leads it: five commands. */
class ControlIT {
  @TempDir private Path temporary;
  private Path data;
  private Path configuration;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
    configuration = Configuration.protecting(data);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void attachedDetachedAndAttachedAgain(Jdk jdk) throws Exception {
    Tool tool = Tool.on(jdk);
    try (OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk), data)) {
      Map<String, String> before = jvm.classes();
      Path early = jvm.file("early");
      jvm.talk.ask("open " + early);

      Tool.Typed attach = tool.run("attach", jvm.pid(), "--config", configuration.toString());
      assertThat(attach.status()).as(attach::toString).isZero();
      Map<String, String> woven = jvm.classes();
      assertThat(before.keySet())
          .as("with hooks")
          .allMatch(name -> !woven.get(name).equals(before.get(name)));
      jvm.talk.ask("write " + early + " as-it-was");
      assertThat(early).as("open at the attach: left as it is").hasContent("as-it-was");
      jvm.talk.ask("close " + early);
      assertThat(jvm.protects("state")).isTrue();
      Tool.Typed status = tool.run("status", jvm.pid(), "--json");
      assertThat(status.out())
          .as(status::toString)
          .contains("\"state\":\"active\"", "\"committed\":1,");

      Tool.Typed detach = tool.run("detach", jvm.pid());
      assertThat(detach.status()).as(detach::toString).isZero();
      assertThat(detach.out()).contains("detached; saves are as the stock JDK's");
      assertNothingLeft(jvm);
      Map<String, String> after = jvm.classes();
      for (String name : before.keySet()) {
        assertThat(after.get(name)).as("%s is as before", name).isEqualTo(before.get(name));
      }
      assertThat(jvm.descriptorsOfJar()).as("the class path's own").isEqualTo(1);
      Tool.Typed asked = tool.run("status", jvm.pid());
      assertThat(asked.status()).isEqualTo(1);
      assertThat(asked.err())
          .contains("no agent can be asked in " + jvm.pid())
          .contains("remedy: attach " + jvm.pid() + " --config FILE");

      Tool.Typed again = tool.run("attach", jvm.pid(), "--config", configuration.toString());
      assertThat(again.status()).as(again::toString).isZero();
      assertThat(jvm.protects("state")).isTrue();
      assertThat(tool.run("detach", jvm.pid()).status()).isZero();
      assertThat(jvm.child.errSoFar()).doesNotContain("failed").doesNotContain("Exception");
    }
  }

  private static void assertNothingLeft(OperatedJvm jvm) throws IOException {
    assertThat(jvm.protects("state")).isFalse();
    assertThat(jvm.talk.ask("threads holdfast")).isEqualTo("0");
    assertThat(jvm.talk.ask("loaded dev.holdfast.core")).isEqualTo("0");
    assertThat(jvm.talk.ask("property holdfast.state")).isEqualTo("detached");
    assertThat(jvm.talk.ask("property holdfast.control")).isEqualTo("null");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anOpenSaveEndsProtectedBeforeTheAgentGoes(Jdk jdk) throws Exception {
    Tool tool = Tool.on(jdk);
    try (OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration), data)) {
      Path state = Files.writeString(jvm.file("state"), "old");
      jvm.talk.ask("open " + state);
      jvm.talk.ask("write " + state + " new");

      Tool.Typed detach = tool.run("detach", jvm.pid(), "--wait", "1");

      assertThat(detach.status()).isEqualTo(1);
      assertThat(detach.err())
          .contains("1 save is open\n  " + state + ", opened at samples.Obeys.answer(Obeys.java:")
          .contains("the agent goes by itself after the last of them");
      assertThat(state).hasContent("old");
      assertThat(jvm.protects("other")).as("new saves are stock").isFalse();
      assertThat(tool.run("status", jvm.pid()).out()).contains(": detaching, ");
      Tool.Typed reload = tool.run("reload", jvm.pid());
      assertThat(reload.status()).isEqualTo(1);
      assertThat(reload.err()).contains("a detach is under way: 1 save is open");
      jvm.talk.ask("close " + state);
      assertThat(state).hasContent("new");
      jvm.talk.await("the agent's end", () -> jvm.talk.ask("threads holdfast").equals("0"));
      assertNothingLeft(jvm);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void readAgainAtACommand(Jdk jdk) throws Exception {
    Tool tool = Tool.on(jdk);
    String good = Files.readString(configuration);
    try (OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration), data)) {
      assertThat(jvm.protects("state")).isTrue();

      Files.writeString(configuration, good.replace("rules", "rulez"));
      Tool.Typed wrong = tool.run("reload", jvm.pid());
      assertThat(wrong.status()).isEqualTo(78);
      assertThat(wrong.out()).isEmpty();
      assertThat(wrong.err())
          .contains(configuration + ":2:1: unknown key 'rulez'", "did you mean 'rules'?")
          .contains("holdfast: nothing was changed in " + jvm.pid());
      assertThat(jvm.protects("state")).as("the rules of before").isTrue();

      Files.writeString(configuration, good.replace("/**", "/*.json"));
      Tool.Typed reload = tool.run("reload", jvm.pid());
      assertThat(reload.status()).as(reload::toString).isZero();
      assertThat(reload.out()).contains("configuration read again, 1 rule of " + configuration);
      assertThat(jvm.protects("state")).isFalse();
      assertThat(jvm.protects("state.json")).isTrue();
      assertThat(tool.run("status", jvm.pid()).out()).contains("protects  " + data + "/*.json");

      Files.writeString(configuration, good.replace("rules", "mode: off\nrules"));
      assertThat(tool.run("reload", jvm.pid()).out())
          .contains("off, as " + configuration + " says");
      assertThat(jvm.protects("state.json")).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void readAgainWhenItHasChanged(Jdk jdk) throws Exception {
    String auto = Files.readString(configuration).replace("rules", "reload: auto\nrules");
    Files.writeString(configuration, auto);
    try (OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration), data)) {
      assertThat(jvm.protects("state")).isTrue();

      // As editors do, and Kubernetes: another file under the name.
      Path fresh = configuration.resolveSibling("fresh");
      Files.writeString(fresh, auto.replace("/**", "/*.json"));
      Files.move(fresh, configuration, StandardCopyOption.ATOMIC_MOVE);
      jvm.talk.await(
          "the new rules", () -> jvm.child.errSoFar().contains("configuration read again"));
      assertThat(jvm.protects("state")).isFalse();

      Files.writeString(configuration, "holdfast: 2\n");
      jvm.talk.await(
          "the refusal", () -> jvm.child.errSoFar().contains("the one before stays in force"));
      jvm.talk.await(
          "what is wrong", () -> jvm.child.errSoFar().contains(configuration + ":1:11: "));
      assertThat(jvm.protects("state.json")).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void onlyItsUserCanAsk(Jdk jdk) throws Exception {
    Tool tool = Tool.on(jdk);
    try (OperatedJvm jvm = new OperatedJvm(ChildJvm.on(jdk).withAgent(configuration), data)) {
      assertThat(tool.run("status", jvm.pid()).status()).isZero();
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path ofUser = Path.of("/tmp/holdfast-" + user);
      assertThat(permissions(ofUser)).isEqualTo("rwx------");
      try (Stream<Path> folders = Files.list(ofUser)) {
        assertThat(
                folders.filter(each -> each.getFileName().toString().startsWith(jvm.pid() + "-")))
            .singleElement()
            .satisfies(each -> assertThat(permissions(each)).isEqualTo("rwx------"));
      }
    }
  }

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
