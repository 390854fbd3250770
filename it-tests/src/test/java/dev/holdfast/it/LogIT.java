package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** The log file, which a rule for everything matches, too. */
class LogIT {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";

  private Path folder;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void folders() throws IOException {
    folder = Memory.folder();
  }

  @AfterEach
  void remove() {
    Memory.remove(folder);
  }

  private Path rules(String log) throws IOException {
    return Files.writeString(
        folder.resolve("holdfast.yaml"),
        "holdfast: 1\nlog: "
            + log
            + "\nrules: [{paths: [\"**\"], shrink-guard: {above: 1KB, below: 1/2}}]\n");
  }

  private Path big(int number) throws IOException {
    return Files.write(folder.resolve("big" + number), new byte[3000]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatIsSaidIsInTheLogWhichIsNoSaveAndIsPutAwayBySize(Jdk jdk) throws Exception {
    ChildJvm child = ChildJvm.on(jdk).withAgent(rules("{file: our.log, limit: 1KB, keep: 2}"));
    String status;
    String err;
    long pid;
    try (ChildJvm.Running running = child.start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      pid = running.pid();
      for (int i = 0; i < 8; i++) {
        assertThat(talk.ask("save " + big(i) + " 1")).contains("shrink-guard");
      }
      status = talk.ask("status");
      running.end();
      ChildJvm.Result end = running.await();
      assertThat(end.exit()).as(end::toString).isZero();
      err = end.err();
    }

    List<Path> logs = List.of(log(".2"), log(".1"), log(""));
    assertThat(log(".3")).doesNotExist();
    String all = "";
    for (Path log : logs) {
      assertThat(log).isRegularFile();
      assertThat(Files.size(log)).isBetween(1L, 1024L);
      all += Files.readString(log);
    }
    String stamp = TIME + pid + " holdfast: ";
    assertThat(all.lines()).isNotEmpty().allMatch(line -> line.matches(stamp + ".*"));
    assertThat(err).endsWith(all.replaceAll(stamp, "holdfast: "));
    assertThat(status).contains("\"refused\":8", "\"passed-append\":0", "\"committed\":0");
    assertThat(KillRun.ours(folder)).isEmpty();
  }

  private Path log(String suffix) {
    return folder.resolve("our.log" + suffix);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void oneThatCannotBeWrittenIsToldOnceAndCostsNoSave(Jdk jdk) throws Exception {
    ChildJvm child = ChildJvm.on(jdk).withAgent(rules("no/such/folder/our.log"));
    try (ChildJvm.Running running = child.start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      assertThat(talk.ask("save " + big(1) + " 1")).contains("shrink-guard");
      assertThat(talk.ask("save " + big(2) + " 1")).contains("shrink-guard");
      assertThat(talk.ask("save " + big(3) + " 2900")).isEqualTo("done");
      running.end();
      ChildJvm.Result end = running.await();
      assertThat(end.errLines())
          .filteredOn(line -> line.contains("can't be written"))
          .singleElement()
          .asString()
          .contains("/no/such/folder/our.log", "No such file or directory", "key log");
    }
  }
}
