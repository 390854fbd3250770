package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tomcat from its distribution, with the agent as docs/deployment/tomcat.md says. */
class TomcatIT {
  private static final Pattern LISTENING =
      Pattern.compile(
          "Starting ProtocolHandler \\[\"http-nio-auto-1-(\\d+)\"\\][\\s\\S]*Server startup in");

  @TempDir private Path temporary;
  private Path base;

  @BeforeEach
  void layOut() throws IOException {
    base = temporary.toRealPath().resolve("base");
    for (String folder : List.of("bin", "conf", "data", "logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(folder));
    }
    Server.deployPages(base.resolve("webapps"));
    DeploymentPage page = DeploymentPage.of("tomcat.md");
    Files.writeString(base.resolve("bin/setenv.sh"), page.block("bin/setenv.sh", base));
    Files.writeString(base.resolve("tomcat.yaml"), page.block("tomcat.yaml", base));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void itsOwnSavesAndThoseOfItsPagesAreProtected(Jdk jdk) throws Exception {
    Jvms.require(jdk);
    Path home = Server.distribution("apache-tomcat-" + (jdk.feature() < 17 ? "9" : "11"));
    configure(home);
    String script = home.resolve("bin/catalina.sh").toString();
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            jdk.home().toString(),
            "CATALINA_BASE",
            base.toString(),
            "CATALINA_OPTS",
            String.join(" ", Server.quickly(jdk)));
    try (Server tomcat = Server.start(List.of(script, "run"), environment, base, LISTENING)) {
      String byPage = tomcat.get("/probe/save.jsp?file=" + base.resolve("data/state.txt"));
      // Tomcat saved its users at its start already.
      assertThat(rule("application data", byPage)).contains("\"committed\":1,\"failed\":0");
      assertThat(rule("users of Tomcat", byPage)).contains("\"rename-hardened\":1");
      assertThat(base.resolve("data/state.txt")).hasContent("saved by a page");
      String byTomcat = tomcat.get("/probe/users.jsp");
      assertThat(rule("users of Tomcat", byTomcat)).contains("\"rename-hardened\":2");
      assertThat(byTomcat).contains("\"hook-failures\":0", "\"open\":0");
      assertThat(base.resolve("conf/tomcat-users.xml")).content().contains("Kermit the Frog");

      ChildJvm.Result stop = Server.run(List.of(script, "stop"), environment, base);

      assertThat(stop.exit()).as(stop::toString).isZero();
      assertThat(stop.err()).as("no agent in the JVM that says stop").doesNotContain("holdfast");
      ChildJvm.Result result = tomcat.await();
      assertThat(result.exit()).as(result::toString).isZero();
      assertThat(result.errLines())
          .filteredOn(line -> line.contains("holdfast") && !line.contains("VersionLoggerListener"))
          .singleElement()
          .asString()
          .startsWith("holdfast: active, 2 rules of " + base.resolve("tomcat.yaml"));
      // What Tomcat says of threads and thread locals that an application leaves behind.
      assertThat(result.err()).doesNotContain("memory leak", "SEVERE");
    }
  }

  /** Tomcat's own, with free ports, and with users that it may save. */
  private void configure(Path home) throws IOException {
    Server.copyAll(home.resolve("conf"), base.resolve("conf"));
    Path file = base.resolve("conf/server.xml");
    String stock = Files.readString(file);
    String ours =
        stock
            .replace("port=\"8005\"", "port=\"" + Server.freePort() + "\"")
            .replace("port=\"8080\"", "port=\"0\"")
            .replace(
                "pathname=\"conf/tomcat-users.xml\"",
                "pathname=\"conf/tomcat-users.xml\" readonly=\"false\"");
    assertThat(ours).contains("readonly=\"false\"", "port=\"0\"").doesNotContain("\"8005\"");
    Files.writeString(file, ours);
  }

  /** The counters of the rule {@code name} in a page with the status. */
  private static String rule(String name, String page) {
    int start = page.indexOf("{\"rule\":\"'" + name + "'");
    assertThat(start).as("rule '%s' in %s", name, page).isNotNegative();
    return page.substring(start, page.indexOf('}', start));
  }
}
