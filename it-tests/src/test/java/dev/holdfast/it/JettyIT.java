package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty from its distribution, with the agent as docs/deployment/jetty.md says. */
class JettyIT {
  private static final Pattern LISTENING =
      Pattern.compile(
          "Started \\S*ServerConnector@[^\\n]*:(\\d+)\\}\\n[\\s\\S]*Server:main: Started");

  @TempDir private Path temporary;
  private Path base;

  /** The page's three ways. */
  enum Way {
    START_D,
    COMMAND_LINE,
    JETTY_SH
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of(Jvms.of(8), Way.START_D),
        Arguments.of(Jvms.of(11), Way.JETTY_SH),
        Arguments.of(Jvms.of(21), Way.COMMAND_LINE),
        Arguments.of(Jvms.of(25), Way.START_D));
  }

  @BeforeEach
  void layOut() throws IOException {
    base = Files.createDirectories(temporary.toRealPath().resolve("base"));
    Files.createDirectories(base.resolve("data"));
    Server.deployPages(base.resolve("webapps"));
    Files.writeString(
        base.resolve("jetty.yaml"), DeploymentPage.of("jetty.md").block("jetty.yaml", base));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ways")
  void savesOfItsPagesAreProtected(Jdk jdk, Way way) throws Exception {
    Jvms.require(jdk);
    boolean old = jdk.feature() < 17;
    Path home = Server.distribution("jetty-home-" + (old ? "9" : "12"));
    String startJar = home.resolve("start.jar").toString();
    List<String> java = List.of(jdk.java().toString(), "-jar", startJar);
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "JETTY_BASE",
                base.toString(),
                "JDK_JAVA_OPTIONS",
                String.join(" ", Server.quickly(jdk))));
    List<String> stopping =
        List.of("STOP.PORT=" + Server.freePort(), "STOP.KEY=secret", "STOP.WAIT=20");
    List<String> modules =
        with(
            java,
            "--create-startd",
            "--add-to-start=" + (old ? "http,deploy,jsp" : "http,ee10-deploy,ee10-jsp"));
    assertThat(Server.run(modules, environment, base).exit()).isZero();

    try (Server jetty = start(jdk, way, home, environment, stopping)) {
      String byPage = jetty.get("/probe/save.jsp?file=" + base.resolve("data/state.txt"));
      assertThat(byPage).contains("\"committed\":1,\"failed\":0", "\"hook-failures\":0");
      assertThat(base.resolve("data/state.txt")).hasContent("saved by a page");

      ChildJvm.Result stop =
          Server.run(
              with(with(java, "--stop"), stopping.toArray(new String[0])), environment, base);

      assertThat(stop.exit()).as(stop::toString).isZero();
      ChildJvm.Result result = jetty.await();
      assertThat(result.exit()).as(result::toString).isZero();
      assertThat(result.errLines())
          .filteredOn(line -> line.contains("holdfast") && !line.contains("JDK_JAVA_OPTIONS"))
          .singleElement()
          .asString()
          .startsWith("holdfast: active, 1 rule of " + base.resolve("jetty.yaml"));
    }
  }

  private Server start(
      Jdk jdk, Way way, Path home, Map<String, String> environment, List<String> stopping)
      throws IOException {
    DeploymentPage page = DeploymentPage.of("jetty.md");
    List<String> jetty = with(stopping, "jetty.http.port=0");
    List<String> command = new ArrayList<>();
    if (way == Way.JETTY_SH) {
      // As the script would read it; the file's name is fixed there.
      String options = page.block("/etc/default/jetty", base);
      environment.put("JAVA_OPTIONS", options.replaceAll("(?s).*JAVA_OPTIONS (.*)\".*", "$1"));
      environment.put("JAVA", jdk.java().toString());
      environment.put("JETTY_HOME", home.toString());
      environment.put("JETTY_RUN", base.toString());
      environment.put("JETTY_ARGS", String.join(" ", jetty));
      command.addAll(List.of("bash", home.resolve("bin/jetty.sh").toString(), "run"));
      return Server.start(command, environment, base, LISTENING);
    }
    command.add(jdk.java().toString());
    if (way == Way.START_D) {
      Files.writeString(
          base.resolve("start.d/holdfast.ini"), page.block("start.d/holdfast.ini", base));
    } else {
      command.add("-javaagent:" + ChildJvm.agentJar() + "=" + base.resolve("jetty.yaml"));
    }
    command.addAll(List.of("-jar", home.resolve("start.jar").toString()));
    command.addAll(jetty);
    return Server.start(command, environment, base, LISTENING);
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }
}
