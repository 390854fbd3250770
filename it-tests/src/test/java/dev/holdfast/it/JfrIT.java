package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Obeys;

/** Events of Java Flight Recorder, as another program reads them. */
class JfrIT {
  private static final String RULE = "'state' (";

  private Path folder;
  private Path recording;
  private Path rules;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @BeforeEach
  void folders() throws IOException {
    Path memory = Memory.folder();
    folder = Files.createDirectory(memory.resolve("data"));
    recording = memory.resolve("recording.jfr");
    rules =
        Configuration.file(
            "holdfast: 1\nrules:\n  - name: state\n    paths: [\""
                + folder
                + "/**\"]\n    shrink-guard: {above: 1KB, below: 1/16}\n");
  }

  @AfterEach
  void remove() {
    Memory.remove(folder.getParent());
  }

  private List<RecordedEvent> recorded(String kind) throws IOException {
    return RecordingFile.readAllEvents(recording).stream()
        .filter(event -> event.getEventType().getName().equals("holdfast." + kind))
        .toList();
  }

  private RecordedEvent only(String kind, Path target) throws IOException {
    List<RecordedEvent> events = recorded(kind);
    assertThat(events).as(kind).hasSize(1);
    RecordedEvent event = events.get(0);
    assertThat(event.getString("target")).isEqualTo(target.toString());
    assertThat(event.getEventType().getCategoryNames()).containsExactly("Holdfast");
    assertThat(event.getStackTrace()).isNull();
    return event;
  }

  /**
   * Without the flag that all other tests run with: with it, JDK 21 can't start a recording once
   * any thread has slept, agent or none (its own class ThreadSleepEvent fails the verifier).
   */
  private ChildJvm child(Jdk jdk) {
    return ChildJvm.on(jdk)
        .withAgent(rules)
        .option("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationLocal");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void whatHappensWhileItRecordsIsInTheRecording(Jdk jdk) throws Exception {
    Path file = folder.resolve("file");
    Path big = Files.write(folder.resolve("big"), new byte[5000]);
    Path linked = Files.write(folder.resolve("linked"), new byte[1]);
    Files.createLink(folder.resolve("its other name"), linked);
    Path orphan = orphanOfAnEndedProcess();
    ChildJvm child =
        child(jdk).option("-XX:StartFlightRecording=dumponexit=true,filename=" + recording);
    try (ChildJvm.Running running = child.start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      assertThat(talk.ask("save " + file + " 1234")).isEqualTo("done");
      assertThat(talk.ask("abandon " + file)).contains("the application's own");
      assertThat(talk.ask("save " + big + " 3")).contains("shrink-guard");
      assertThat(talk.ask("save " + linked + " 10")).isEqualTo("done");
      talk.ask("wait 1500"); // what happened first may be recorded by another thread
      running.end();
      assertThat(running.await().exit()).isZero();
    }

    RecordedEvent commit = commitOf(file);
    assertThat(commit.getString("rule")).startsWith(RULE);
    assertThat(commit.getString("way")).isEqualTo("committed");
    assertThat(commit.getLong("bytes")).isEqualTo(1234);
    assertThat(commit.getDuration("write")).isPositive();
    assertThat(commit.getDuration("force")).isPositive();
    assertThat(commit.getDuration("rename")).isPositive();
    assertThat(commit.getDuration("total"))
        .isGreaterThanOrEqualTo(commit.getDuration("force").plus(commit.getDuration("rename")));
    assertThat(commit.getStackTrace()).isNull();
    assertThat(commitOf(linked).getDuration("rename")).isEqualTo(Duration.ZERO);

    RecordedEvent discard = only("Discard", file);
    assertThat(discard.getString("reason")).contains("samples.Obeys.abandon");
    assertThat(discard.getDuration("write")).isPositive();
    RecordedEvent refusal = only("Refuse", big);
    assertThat(refusal.getString("reason")).contains("shrink-guard");
    assertThat(refusal.getLong("bytes")).isEqualTo(3);
    assertThat(refusal.getString("rule")).startsWith(RULE);
    assertThat(only("Fallback", linked).getString("reason")).contains("several hard links");
    assertThat(only("Recover", orphan).getString("reason")).contains("ended");
  }

  private RecordedEvent commitOf(Path target) throws IOException {
    List<RecordedEvent> commits =
        recorded("Commit").stream()
            .filter(event -> event.getString("target").equals(target.toString()))
            .toList();
    assertThat(commits).hasSize(1);
    return commits.get(0);
  }

  /** A shadow copy, named as a process of another boot would have. */
  private Path orphanOfAnEndedProcess() throws IOException {
    return Files.createFile(
        folder.resolve(".holdfast-s-0123456789abf000000a0000beef00000abcdef00000001"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void nothingOfItIsTouchedUntilItIsStartedAndThenItRecords(Jdk jdk) throws Exception {
    Path file = folder.resolve("file");
    ChildJvm child = child(jdk).option("-verbose:class");
    try (ChildJvm.Running running = child.start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      assertThat(talk.ask("save " + file + " 1")).isEqualTo("done");
      assertThat(talk.ask("save " + file + " 2")).isEqualTo("done");
      assertThat(loaded(running, "jdk.jfr.")).isEmpty();
      assertThat(loaded(running, "Jfr")).isEmpty();

      jcmd(jdk, running, "JFR.start", "name=later");
      assertThat(talk.ask("save " + file + " 3")).isEqualTo("done");
      jcmd(jdk, running, "JFR.dump", "name=later", "filename=" + recording);
      running.end();
      assertThat(running.await().exit()).isZero();
    }

    assertThat(only("Commit", file).getLong("bytes")).isEqualTo(3);
  }

  /** The recorder has woven into the same methods by then (8 to 21); detached, it goes on. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmThatRecordsAlreadyCanBeAttachedToAndLeftAgain(Jdk jdk) throws Exception {
    Jvms.require(jdk);
    Path file = folder.resolve("file");
    ChildJvm child =
        ChildJvm.on(jdk)
            .option("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
            .option("-XX:StartFlightRecording=dumponexit=true,filename=" + recording);
    try (ChildJvm.Running running = child.start(Obeys.class, List.of())) {
      Talk talk = new Talk(running);
      assertThat(talk.ask("save " + file + " 1")).isEqualTo("done");
      holdfast("attach", running.pid() + "", "--config", rules + "");
      assertThat(talk.ask("save " + file + " 2")).isEqualTo("done");
      holdfast("detach", running.pid() + "");
      assertThat(talk.ask("save " + file + " 3")).isEqualTo("done");
      running.end();
      assertThat(running.await().exit()).isZero();
    }

    assertThat(only("Commit", file).getLong("bytes")).isEqualTo(2);
  }

  private static void holdfast(String... words) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.concat(Stream.of(java, "-jar", ChildJvm.agentJar().toString()), Stream.of(words))
            .toList();
    OtherUser.command(command.toArray(String[]::new));
  }

  /** Classes that were loaded by now; not those that every JVM of 8 loads, agent or none. */
  private static List<String> loaded(ChildJvm.Running running, String part) {
    return running
        .outSoFar()
        .lines()
        .filter(line -> line.startsWith("[") && line.contains(part))
        .filter(line -> !line.contains(" jdk.jfr.internal.EventWriter "))
        .toList();
  }

  private static void jcmd(Jdk jdk, ChildJvm.Running running, String... words) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(jdk.home().resolve("bin/jcmd").toString(), running.pid() + ""),
                Stream.of(words))
            .toList();
    OtherUser.command(command.toArray(String[]::new));
  }
}
