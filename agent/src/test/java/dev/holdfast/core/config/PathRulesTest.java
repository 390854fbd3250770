package dev.holdfast.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  private static final String LONG_GLOB =
      "/long/*/" + new String(new char[80]).replace('\0', 'x') + "/*.json";

  @TempDir Path folder;

  private final PathRules rules =
      Given.protecting("/srv/data/**/*.json:conf/*.xml:/etc/app.conf:" + LONG_GLOB);

  private PathRules read(String... lines) throws ConfigurationException {
    return ConfigurationReader.read(Given.file(folder, lines), new Given("/start")).paths();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/data/x/a.json",
        "/srv/data/x/y/a.json",
        "/srv//data/x/a.json",
        "//srv/data/x/a.json",
        "/srv/./data/x/a.json",
        "/srv/other/../data/x/a.json",
        "/srv/data/x/a.json/",
        "/srv/data/x/a.json//",
        "/srv/data/x/a.json/.",
        "../srv/data/x/a.json",
        "../../../srv/data/x/a.json",
        "conf/a.xml",
        "./conf/a.xml",
        "conf/../conf/a.xml",
        "conf/.xml",
        "conf/a.xml/",
        "/start/conf/a.xml",
        "../start/conf/a.xml",
        "/etc/app.conf"
      })
  void protectsHoweverThePathIsWritten(String path) {
    assertThat(rules.ruleForOrNull(path)).as(path).isSameAs(rules.explain(path).ruleOrNull());
    assertThat(rules.ruleForOrNull(path)).as(path).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        ".",
        "..",
        "/srv/data/a.xml",
        "/srv/dat",
        "/srv/data",
        "/srv/data/a.json",
        "/srv/data/x/../a.json",
        "conf/x/a.xml",
        "conf",
        "/conf/a.xml",
        "a.xml",
        "/etc/app.conf2",
        "/etc/app.con",
        "/etc/app.conf/x"
      })
  void leavesAllElseAlone(String path) {
    assertThat(rules.ruleForOrNull(path)).as(path).isNull();
    assertThat(rules.explain(path).ruleOrNull()).as(path).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".holdfast-0123456789",
        ".holdfast-",
        "a.json.holdfast-refused",
        "a.json.holdfast-unfinished",
        "a.json.holdfast-previous.1",
        "a.json.holdfast-previous.12"
      })
  void neverProtectsHoldfastsOwnNames(String name) {
    PathRules all = Given.protecting("/**");
    assertThat(all.ruleForOrNull("/srv/" + name)).isNull();
    assertThat(all.ruleForOrNull("/srv/" + name + "/")).isNull();
    assertThat(all.ruleForOrNull(name)).isNull();
    assertThat(all.explain("/srv/" + name).toString()).contains("the name is Holdfast's own");
    assertThat(all.ruleForOrNull("/srv/" + name + "/a.json")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.holdfast-previous.",
        "a.holdfast-previous.x",
        "holdfast-x",
        "a.holdfast-refused.json",
        "a.holdfast-x"
      })
  void protectsNamesThatOnlyLookLikeIt(String name) {
    assertThat(Given.protecting("/**").ruleForOrNull("/srv/" + name)).isNotNull();
  }

  @Test
  void theLastRuleThatMatchesWins() throws ConfigurationException {
    PathRules three =
        read(
            "holdfast: 1",
            "rules:",
            "  - {name: all, paths: [\"/srv/**\"]}",
            "  - {name: json, paths: [\"/srv/**.json\"], exclude: [\"/srv/x/**\"]}",
            "  - {name: a, paths: [\"/srv/**/a.*\"], exclude: [\"**/*.log\"]}");
    assertThat(three.ruleForOrNull("/srv/b.txt").name()).isEqualTo("all");
    assertThat(three.ruleForOrNull("/srv/b.json").name()).isEqualTo("json");
    assertThat(three.ruleForOrNull("/srv/x/b.json").name()).isEqualTo("all");
    assertThat(three.ruleForOrNull("/srv/x/a.json").name()).isEqualTo("a");
    assertThat(three.ruleForOrNull("/srv/x/a.log").name()).isEqualTo("all");
    assertThat(three.explain("../srv/x/../x/a.log"))
        .hasToString(
            """
            /srv/x/a.log: protected by 'all' (%1$s:3)
              given as ../srv/x/../x/a.log
              rule 'a' (%1$s:5): '/srv/**/a.*' matches, excluded by '**/*.log'
              rule 'json' (%1$s:4): no glob matches [/srv/**.json]
              rule 'all' (%1$s:3): '/srv/**' matches"""
                .formatted(folder.resolve("holdfast.yaml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/data",
        "/srv/data/",
        "/srv/data/x/y",
        "conf",
        "./conf",
        "/etc",
        "/start/conf"
      })
  void tellsFoldersThatMayHoldTargets(String path) {
    assertThat(rules.mayHoldTargets(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv",
        "/srv/datax",
        "/srv/dat",
        "/",
        "",
        ".",
        "conf/x",
        "/etc/x",
        "/conf",
        "/long/a/b/c"
      })
  void tellsFoldersThatMayNot(String path) {
    assertThat(rules.mayHoldTargets(path)).isFalse();
  }

  @Test
  void theRootAndTheStartFolderMayHoldTargetsToo() {
    PathRules here = Given.protecting("*.json:/*.xml");
    assertThat(here.mayHoldTargets("")).isTrue();
    assertThat(here.mayHoldTargets(".")).isTrue();
    assertThat(here.mayHoldTargets("/start")).isTrue();
    assertThat(here.mayHoldTargets("/")).isTrue();
    assertThat(here.mayHoldTargets("/x")).isFalse();
    assertThat(Given.protecting("/**").mayHoldTargets("/x/y")).isTrue();
    assertThat(Given.protecting("/**").mayHoldTargets("/")).isTrue();
    assertThat(Given.protecting("/**").mayHoldTargets("")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/app.log",
        "/srv/data/x/app.log",
        "/srv/data/app.json",
        "/srv/data/x/app.json/",
        "log/app.log",
        "conf/x/app.xml",
        "conf/app.txt",
        "/srv/data/x/app.json",
        "/srv/.hidden/..data/x",
        "/long/x/xxxxxxxxxxxxxxxx/a.json"
      })
  void costsNoAllocation(String path) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Object kept = null;
    long allocated = -1;
    for (int round = 0; round < 5 && allocated != 0; round++) { // the first ones warm up
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 100_000; i++) {
        kept = rules.ruleForOrNull(path);
        rules.mayHoldTargets(path);
      }
      allocated = threads.getThreadAllocatedBytes(thread) - before;
    }
    assertThat(allocated).as("%s, %s", path, kept).isZero();
  }
}
