package dev.holdfast.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private final List<String> told = new ArrayList<>();
  private final Observer observer =
      new Observer() {
        @Override
        protected void say(String line) {
          told.add(line);
        }
      };

  @Test
  void eachEventIsCountedForItself() {
    observer.count(Event.COMMITTED);
    observer.count(Event.COMMITTED);
    observer.count(Event.FAILED);

    assertThat(observer.countOf(Event.COMMITTED)).isEqualTo(2);
    assertThat(observer.countOf(Event.FAILED)).isEqualTo(1);
    assertThat(observer.countOf(Event.DISCARDED)).isZero();
  }

  @Test
  void aCauseIsToldOnceWhateverTheLine() {
    observer.tellOnce("folder /a", "first");
    observer.tellOnce("folder /a", "second");
    observer.tellOnce("folder /b", "third");

    assertThat(told).containsExactly("first", "third");
  }

  @Test
  void moreThanTwoHundredCausesAreOnlyCounted() {
    for (int cause = 1; cause <= 1000; cause++) {
      observer.tellOnce("cause " + cause, "line " + cause);
    }

    assertThat(told).hasSize(201);
    assertThat(told.get(199)).isEqualTo("line 200");
    assertThat(told.get(200)).startsWith("more than 200 causes");
  }

  @Test
  void theStatusNamesAllEventsInTheirOrder() {
    observer.count(Event.RENAME_HARDENED);

    assertThat(observer.toJson())
        .startsWith("{\"committed\":0,\"failed\":0,")
        .contains("\"rename-hardened\":1,")
        .endsWith("\"orphan-removed\":0,\"recovered\":0}")
        .matches("\\{(\"[a-z-]+\":\\d+,?)+}");
  }

  @Test
  void anEventOfARuleCountsForItAndInAll() {
    observer.count(Event.COMMITTED, "rule 1");
    observer.count(Event.COMMITTED, "rule 2");
    observer.count(Event.COMMITTED, "rule 2");

    assertThat(observer.countOf(Event.COMMITTED)).isEqualTo(3);
    assertThat(observer.countOf(Event.COMMITTED, "rule 1")).isEqualTo(1);
    assertThat(observer.countOf(Event.COMMITTED, "rule 2")).isEqualTo(2);
    assertThat(observer.countOf(Event.COMMITTED, "rule 3")).isZero();
  }

  @Test
  void theStatusHasTheRulesThatSomethingHappenedTo() {
    observer.count(Event.REFUSED, "rule \"b\"\n\\");
    observer.count(Event.LEFT_OPEN, "rule a");
    observer.count(Event.ORPHAN_REMOVED);

    assertThat(observer.rulesToJson())
        .isEqualTo(
            "[{\"rule\":\"rule \\\"b\\\"\\u000a\\\\\",\"committed\":0,\"failed\":0,\"discarded\":0,"
                + "\"set-aside\":0,\"refused\":1},"
                + "{\"rule\":\"rule a\",\"committed\":0,\"failed\":0,\"discarded\":0,"
                + "\"set-aside\":0,\"refused\":0,\"left-open\":1}]");
  }

  @Test
  void theStatusOfNoRuleIsAnEmptyArray() {
    assertThat(observer.rulesToJson()).isEqualTo("[]");
  }
}
