package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of docs/deployment say, as far as nothing needs to be started for it. */
class DeploymentPagesIT {
  private static final Jdk JDK = Jvms.of(17);

  @TempDir private Path temporary;

  @Test
  void systemdFindsNothingWrongWithTheUnitAndTheDropIn() throws Exception {
    Jvms.requireOrSkip(
        Server.run(List.of("sh", "-c", "command -v systemd-analyze"), Map.of(), temporary).exit()
            == 0,
        "systemd-analyze is not on this machine");
    DeploymentPage page = DeploymentPage.of("systemd.md");
    Path unit = temporary.resolve("app.service");
    Path dropIns = Files.createDirectory(temporary.resolve("app.service.d"));
    String text = page.block("/etc/systemd/system/app.service", temporary);
    Files.writeString(unit, text.replace("/usr/bin/java", JDK.java().toString()));
    Files.writeString(
        dropIns.resolve("holdfast.conf"), page.block("app.service.d/holdfast.conf", temporary));
    // The folder itself first, then systemd's own.
    Map<String, String> units = Map.of("SYSTEMD_UNIT_PATH", temporary + ":");

    ChildJvm.Result result =
        Server.run(List.of("systemd-analyze", "verify", unit.toString()), units, temporary);

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.err().lines().filter(line -> line.contains(temporary.toString()))).isEmpty();
  }

  @Test
  void theConfigurationsOfTomcatJettyAndWildFlyAreRight() throws Exception {
    List<String> pages = List.of("tomcat", "jetty", "wildfly");
    for (String page : pages) {
      Path file = temporary.resolve(page + ".yaml");
      Files.writeString(file, DeploymentPage.of(page + ".md").block(page + ".yaml", temporary));

      ChildJvm.Result result = check(file, List.of());

      assertThat(result.exit()).as(page + ": " + result).isZero();
      assertThat(result.out()).startsWith(file + ": ");
    }
  }

  @Test
  void theRulesForMinecraftTakeWhatThePageSays() throws Exception {
    Path file = temporary.resolve("minecraft.yaml");
    Files.writeString(file, DeploymentPage.of("minecraft.md").block("minecraft.yaml", temporary));
    List<String> whole =
        List.of(
            "world/level.dat",
            "world/level.dat_old",
            "world/playerdata/8667ba71.dat",
            "world/data/map_0.dat",
            "world/stats/8667ba71.json",
            "world_nether/DIM-1/data/raids.dat",
            "ops.json",
            "server.properties",
            "plugins/Essentials/config.yml");

    ChildJvm.Result result = check(file, whole);

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.out().lines().filter(line -> line.contains(": protected by")))
        .hasSameSizeAs(whole);
    assertThat(check(file, List.of("world/region/r.0.0.mca")).out())
        .contains("r.0.0.mca: not protected");
  }

  @Test
  void theConfigurationInTheManifestForKubernetesIsRight() throws Exception {
    String manifest = DeploymentPage.of("kubernetes.md").block("deployment.yaml", temporary);
    String block = manifest.replaceAll("(?s).*  app\\.yaml: \\|\n(.*?)---.*", "$1").indent(-4);
    Path file = Files.writeString(temporary.resolve("app.yaml"), block);

    ChildJvm.Result result = check(file, List.of("/srv/app/data/state.json"));

    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.out()).contains("state.json: protected by 'application data'");
  }

  private ChildJvm.Result check(Path configuration, List<String> paths) throws IOException {
    Jvms.require(JDK);
    List<String> command = new ArrayList<>(List.of(JDK.java().toString(), "-Dcatalina.base=/srv"));
    command.addAll(List.of("-jar", ChildJvm.agentJar().toString(), "check"));
    command.add(configuration.toString());
    for (String path : paths) {
      command.addAll(List.of("--explain", path));
    }
    return Server.run(command, Map.of("JETTY_BASE", "/srv", "JBOSS_HOME", "/srv"), temporary);
  }
}
