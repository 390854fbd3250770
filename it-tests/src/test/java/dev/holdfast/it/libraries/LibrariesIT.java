package dev.holdfast.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.it.SystemCallTrace;
import dev.holdfast.it.libraries.TracedSaves.Agent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries that know nothing of Holdfast save whole versions with it. */
class LibrariesIT {
  static Stream<Arguments> subjectsAndJdks() {
    return Subjects.all().stream()
        .flatMap(
            subject ->
                subject.features().stream().map(each -> Arguments.of(subject, Jvms.of(each))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("subjectsAndJdks")
  void savesAreInTheOrderOfADurableSave(Subject subject, Jdk jdk) throws Exception {
    Jvms.require(jdk);
    SystemCallTrace.requireStrace();
    TracedSaves on = TracedSaves.of(subject, jdk, Agent.ON);
    TracedSaves off = TracedSaves.of(subject, jdk, Agent.OFF);
    System.out.println(
        "FIG\t"
            + subject
            + "\t"
            + jdk
            + "\n  on "
            + on.forces()
            + "\n  off "
            + off.forces()
            + "\n  "
            + on.read()
            + " "
            + off.read()
            + "\n  ON "
            + on.violations()
            + "\n  OFF "
            + off.violations()
            + "\n ERR "
            + on.errors());
    assertThat(on.read()).isEqualTo("LOADED " + TracedSaves.LAST);
    assertThat(off.read()).isEqualTo("LOADED " + TracedSaves.LAST);
    assertThat(on.violations()).isEmpty();
    assertThat(off.violations()).isNotEmpty();
  }

  static List<Subject> unused() {
    return List.of();
  }
}
