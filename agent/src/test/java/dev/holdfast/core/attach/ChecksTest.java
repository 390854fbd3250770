package dev.holdfast.core.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal that /proc suffices for, with its whole message; files have a test of their own. */
class ChecksTest {
  private static final String RESTART =
      "restart it with -javaagent:/h/holdfast.jar=config=/h/holdfast.yaml";
  private static final String AS_USER =
      " java -jar /h/holdfast.jar attach 50 --config /h/holdfast.yaml";

  @TempDir Path folder;
  private Given given;

  @BeforeEach
  void aJvm() throws IOException {
    given = new Given(folder);
  }

  private void release(String version) {
    given.target.file("/jdk/release", "JAVA_VERSION=\"" + version + "\"");
  }

  // ---- virtual machine

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_504", "11.0.24", "25.0.3", "?"})
  void everyJavaOfTheMatrixAndOneNotKnown(String version) throws IOException {
    release(version);

    assertThat(given.refusalOrNull(new VirtualMachineCheck())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1.7.0_80, 7, run the application on a newer Java",
    "26-ea, 26, 'use a newer Holdfast, or an older Java for the application'"
  })
  void anotherJava(String version, int feature, String remedy) throws IOException {
    release(version);

    assertThat(given.refusalOrNull(new VirtualMachineCheck()))
        .isEqualTo(
            "it runs on Java " + feature + ", this version knows 8 to 25\n  remedy: " + remedy);
  }

  @Test
  void openJ9() throws IOException {
    given.target.mapped("/jdk/lib/default/libj9vm29.so", "/jdk/lib/server/libjvm.so");

    assertThat(given.refusalOrNull(new VirtualMachineCheck()))
        .isEqualTo(
            """
            it runs on OpenJ9 (/jdk), this version knows HotSpot only
              remedy: run the application on an OpenJDK with HotSpot, 8 to 25""");
  }

  @Test
  void aJavaThatCannotLoadAgents() throws IOException {
    given.target.cannotRead("root/jdk/lib/libinstrument.so");

    assertThat(given.refusalOrNull(new VirtualMachineCheck()))
        .startsWith(
            "its Java can't load agents: there is no /jdk/lib/libinstrument.so\n  remedy: if its"
                + " JDK was updated")
        .contains("jlink", "java.instrument");
  }

  // ---- options

  @Test
  void theAttachMechanismIsOff() throws IOException {
    given.options("-XX:+DisableAttachMechanism");

    assertThat(given.refusalOrNull(new OptionsCheck()))
        .isEqualTo(
            "it was started with -XX:+DisableAttachMechanism, nobody can attach\n  remedy: "
                + RESTART
                + ", or without that flag");
  }

  @Test
  void agentsAreForbidden() throws IOException {
    given.options("-XX:-EnableDynamicAgentLoading");

    assertThat(given.refusalOrNull(new OptionsCheck()))
        .isEqualTo(
            "it was started with -XX:-EnableDynamicAgentLoading, agents come at its start only\n"
                + "  remedy: "
                + RESTART
                + ", or with -XX:+EnableDynamicAgentLoading");
  }

  @Test
  void theLastFlagCountsAndTheEnvironmentsComeLast() throws IOException {
    given.options("-XX:-EnableDynamicAgentLoading", "-XX:+EnableDynamicAgentLoading");
    assertThat(given.refusalOrNull(new OptionsCheck())).isNull();

    given.target.environment("_JAVA_OPTIONS=-XX:-EnableDynamicAgentLoading");
    assertThat(given.refusalOrNull(new OptionsCheck())).contains("-XX:-EnableDynamicAgentLoading");
  }

  // ---- answer

  @Test
  void aStoppedProcess() throws IOException {
    given.target.status("State", "T (stopped)");

    assertThat(given.refusalOrNull(new AnswerCheck()))
        .isEqualTo(
            """
            it is stopped (by SIGSTOP, Ctrl-Z or a debugger) and would not answer
              remedy: kill -CONT 50, or let the debugger go on""");
  }

  @Test
  void oneThatTheSignalWouldEnd() throws IOException {
    given.options("-Xrs").target.status("SigCgt", "0000000101005cc8");

    assertThat(given.refusalOrNull(new AnswerCheck()))
        .isEqualTo(
            "it was started with -Xrs, and what it listens on from its start is gone ("
                + folder
                + "/50/root/tmp/.java_pid50): the signal that attaching begins with would END it\n"
                + "  remedy: "
                + RESTART
                + ", or without -Xrs");
  }

  @Test
  void oneThatTheSignalWouldStillEnd() throws IOException {
    given.target.status("SigCgt", "0000000000000000");

    assertThat(given.refusalOrNull(new AnswerCheck()))
        .isEqualTo(
            "it does not catch SIGQUIT (it is still starting, or has other signal handlers): the"
                + " signal that attaching begins with would END it\n  remedy: try again in a few"
                + " seconds; if it stays so, "
                + RESTART);
  }

  @Test
  void oneThatListensNeedsNoSignal() throws IOException {
    given.target.status("SigCgt", "0000000000000000").status("NSpid", "50 3");
    Path socket = folder.resolve("50/root/tmp/.java_pid3");
    Files.writeString(socket, "no socket");
    assertThat(given.refusalOrNull(new AnswerCheck())).isNotNull();
    Files.delete(socket);

    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(given.refusalOrNull(new AnswerCheck())).isNull();
    }
  }

  // ---- user

  @ParameterizedTest
  @CsvSource({"1001, 1002", "1000, 1002", "1001, 1000"})
  void anotherUserOrGroup(int uid, int gid) throws IOException {
    given.user(1000, 1000).tool(uid, gid);

    assertThat(given.refusalOrNull(new UserCheck()))
        .isEqualTo(
            "it belongs to uid 1000, gid 1000, this command runs as uid "
                + uid
                + ", gid "
                + gid
                + "; a JVM listens to its own user and group only\n  remedy: sudo -u '#1000' -g"
                + " '#1000'"
                + AS_USER);
  }

  @Test
  void eachCheckOfAUserIsMadeBeforeAnAttach() throws IOException {
    Plan plan = given.user(1000, 1000).tool(1001, 1002).plan();

    assertThatThrownBy(() -> Preflight.check(plan))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("it belongs to uid 1000, gid 1000");
  }

  @Test
  void theSameUserAndRoot() throws IOException {
    assertThat(given.user(1000, 1000).tool(1000, 1000).refusalOrNull(new UserCheck())).isNull();
    assertThat(given.tool(0, 0).refusalOrNull(new UserCheck())).isNull();
    release("1.8.0_504");
    assertThat(given.tool(1000, 1000).refusalOrNull(new UserCheck())).isNull();
  }

  @Test
  void java8DoesNotListenToRoot() throws IOException {
    release("1.8.0_504");
    given.user(1000, 1000).tool(0, 0);

    assertThat(given.refusalOrNull(new UserCheck()))
        .isEqualTo(
            "it belongs to uid 1000, gid 1000, and a JVM of Java 8 listens to nobody else, not to"
                + " root\n  remedy: sudo -u '#1000' -g '#1000'"
                + AS_USER);
  }

  @Test
  void java8AsAToolIsNotRoot() throws IOException {
    given.user(1000, 1000).tool(0, 0).toolFeature = 8;

    assertThat(given.refusalOrNull(new UserCheck()))
        .isEqualTo(
            "it belongs to uid 1000, gid 1000, and Java 8 as a tool can't attach as root\n"
                + "  remedy: run this command with a newer java, or as that user: sudo -u '#1000'"
                + " -g '#1000'"
                + AS_USER);
  }

  // ---- namespaces

  @Test
  void anotherPidNamespace() throws IOException {
    given.target.status("NSpid", "50 1");
    given.toolFeature = 8;

    assertThat(given.refusalOrNull(new NamespaceCheck()))
        .isEqualTo(
            """
            it runs in a container, where its pid is 1
              remedy: run this command with Java 16 or newer, not 8, or inside: nsenter -t 50 -m -p java -jar ...""");
    given.toolFeature = 11;
    assertThat(given.refusalOrNull(new NamespaceCheck())).isNull();
  }

  @Test
  void anotherTmp() throws IOException {
    given.toolFeature = 11;

    assertThat(given.refusalOrNull(new NamespaceCheck()))
        .startsWith(
            "its /tmp is not the one of this command (a container, or PrivateTmp of systemd)\n"
                + "  remedy: run this command with Java 16 or newer, not 11");
    given.toolFeature = 17;
    assertThat(given.refusalOrNull(new NamespaceCheck())).isNull();
    given.toolFeature = 8;
    given.target.onThisMachine();
    assertThat(given.refusalOrNull(new NamespaceCheck())).isNull();
  }

  @Test
  void whoseWayIsTheJdks() throws Exception {
    given.toolFeature = 17;
    assertThat(NamespaceCheck.isFoundByJdk(given.plan())).isFalse();
    given.toolFeature = 21;
    assertThat(NamespaceCheck.isFoundByJdk(given.plan())).isTrue();
  }
}
