package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private static final String EVENTS =
      "\"committed\":3,\"failed\":1,\"discarded\":0,\"refused\":0,\"set-aside\":0";
  private static final String STEP = "{\"count\":3,\"p50\":10,\"p90\":20,\"p99\":30,\"max\":40}";

  private static String status(String open, String count) {
    return "{\"state\":\"active\",\"started\":\"2026-01-02T03:04:05Z\",\"version\":\"1\",\"jar\":\"/h.jar\","
        + "\"configuration\":\"/h.yaml\",\"reload\":\"manual\",\"hooks\":22,\"hooks-waiting\":[\"a\",\"b\"],"
        + "\"hooks-missing\":[],\"open\":["
        + open
        + "],\"rules\":[{\"rule\":\"'r' (/h.yaml:3)\",\"paths\":[\"/d/**\"],\"exclude\":[\"*.log\"]}],"
        + "\"saves\":{\"hook-failures\":0,\"events\":{"
        + EVENTS
        + ",\"passed-append\":7,\"left-open\":0},\"rules\":[{\"rule\":\"'r' (/h.yaml:3)\","
        + EVENTS
        + "}],\"latencies\":{\"write\":STEP,\"force\":STEP,\"rename\":STEP,\"commit\":STEP}}}"
            .replace("STEP", STEP.replace("3,\"p50", count + ",\"p50"));
  }

  private static String report(String status) throws IOException {
    return new StatusReport(JsonTree.object(status)).toString();
  }

  @Test
  void everyFactHasItsLine() throws IOException {
    String report =
        report(status("{\"target\":\"/d/x\",\"opened-at\":\"Store.save(Store.java:1)\"}", "3"));

    assertThat(report.lines())
        .containsExactly(
            "active, started 2026-01-02T03:04:05Z",
            "  agent          1, /h.jar",
            "  configuration  /h.yaml, reload: manual",
            "  hooks          22 in place, 2 waiting for their classes to be loaded",
            "  saves          committed 3, failed 1, discarded 0, refused 0, set aside 0",
            "  also           passed append 7",
            "  hook failures  0",
            "  open now       1",
            "    /d/x, opened at Store.save(Store.java:1)",
            "  rules",
            "    'r' (/h.yaml:3)",
            "      protects  /d/**",
            "      but not   *.log",
            "      saves     committed 3, failed 1, discarded 0, refused 0, set aside 0",
            "  microseconds   count   p50   p90   p99   max",
            "    write        3       10    20    30    40",
            "    force        3       10    20    30    40",
            "    rename       3       10    20    30    40",
            "    commit       3       10    20    30    40");
  }

  @Test
  void withoutASaveThereAreNoLatencies() throws IOException {
    assertThat(report(status("", "0"))).doesNotContain("microseconds").contains("open now       0");
  }

  @Test
  void whatIsNoJsonObjectIsAnError() {
    assertThatThrownBy(() -> JsonTree.object("[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> JsonTree.object("{\"a\":")).isInstanceOf(IOException.class);
  }
}
