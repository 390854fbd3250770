package dev.holdfast.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.ConfigurationReader;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.fs.FakeFs;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.observe.Timing;
import dev.holdfast.core.weave.Sightings;
import dev.holdfast.core.weave.SightingsForTests;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationTest {
  private static final Sightings NOTHING = SightingsForTests.of("java/lang/String");
  private static final Sightings RECORDER = SightingsForTests.of("jdk/jfr/FlightRecorder");
  private static final Sightings SERVER =
      SightingsForTests.of("com/sun/jmx/mbeanserver/JmxMBeanServer");

  @TempDir private Path folder;

  private final Observer observer = new Observer();
  private final FakeFs fs = new FakeFs();
  private Observation observation;

  @AfterEach
  void nothingIsLeft() throws Exception {
    observation.stop();
    assertThat(isRegistered()).isFalse();
    assertThat(types()).isEmpty();
  }

  private void start(Sightings sightings, String line) throws Exception {
    observation = new Observation(observer, sightings, () -> 3, fs, "4711");
    observation.start(configuration(line));
  }

  private Configuration configuration(String line) throws Exception {
    Path file = folder.resolve("holdfast.yaml");
    Files.writeString(file, "holdfast: 1\nrules: [{paths: [x]}]\n" + line + "\n");
    return ConfigurationReader.read(file.toString(), Environment.ofThisProcess());
  }

  private static boolean isRegistered() throws Exception {
    return server().isRegistered(new ObjectName("dev.holdfast:type=Holdfast"));
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static Object attribute(String name) throws Exception {
    return server().getAttribute(new ObjectName("dev.holdfast:type=Holdfast"), name);
  }

  private static List<EventType> types() {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .filter(type -> type.getName().startsWith("holdfast."))
        .toList();
  }

  private void saved(String target) {
    Timing timing = new Timing();
    timing.begin();
    timing.size(17);
    observer.saved(Event.COMMITTED, "rule 1", target, timing);
  }

  @Test
  void theBeanIsThereWhereAnMBeanServerIsAndShowsTheCounters() throws Exception {
    start(SERVER, "");
    assertThat(isRegistered()).isFalse();

    observation.tick();
    observation.tick();

    saved("/x");
    observer.happened(Event.REFUSED, "rule 1", "/x", "too small", null);
    observer.happened(Event.DISCARDED, "rule 1", "/x", "given up", null);
    observer.happened(Event.FALLBACK_IN_PLACE, "rule 1", "/x", "linked", null);
    observer.happened(Event.JOURNALED, "rule 1", "/x", "linked", null);
    assertThat(attribute("Committed")).isEqualTo(1L);
    assertThat(attribute("Refused")).isEqualTo(1L);
    assertThat(attribute("Discarded")).isEqualTo(1L);
    assertThat(attribute("Fallbacks")).isEqualTo(2L);
    assertThat(attribute("Failed")).isEqualTo(0L);
    assertThat(attribute("SetAside")).isEqualTo(0L);
    assertThat(attribute("OpenSaves")).isEqualTo(3);
    assertThat(attribute("HookFailures")).isInstanceOf(Integer.class);
    assertThat((String) attribute("StatusJson")).startsWith("{");
  }

  @Test
  void withoutAnMBeanServerThereIsNone() throws Exception {
    start(NOTHING, "");

    observation.tick();

    assertThat(isRegistered()).isFalse();
  }

  @Test
  void onMeansInAnyCase() throws Exception {
    start(NOTHING, "jmx: on");

    observation.tick();

    assertThat(isRegistered()).isTrue();
  }

  @Test
  void offMeansInNoCaseAlsoOfAConfigurationReadLater() throws Exception {
    start(SERVER, "jmx: off");
    observation.tick();
    assertThat(isRegistered()).isFalse();

    observation.start(configuration("jmx: on"));
    observation.tick();
    assertThat(isRegistered()).isTrue();

    observation.start(configuration("jmx: off"));
    assertThat(isRegistered()).isFalse();
  }

  @Test
  void whatWasRemovedBeforeTheRecorderRanIsRecordedLater() throws Exception {
    Sightings sightings = SightingsForTests.of();
    start(sightings, "");
    observer.happened(Event.ORPHAN_REMOVED, "", "/early", "left", null);
    observer.happened(Event.TORN_TAIL_CUT, "", "/log", "half a record", null);
    try (Recording recording = new Recording()) {
      recording.start();
      SightingsForTests.load("jdk/jfr/FlightRecorder", sightings);
      observation.tick();
      saved("/x");

      List<RecordedEvent> events = recorded(recording);

      assertThat(events)
          .extracting(event -> event.getEventType().getName() + " " + event.getString("target"))
          .containsExactlyInAnyOrder(
              "holdfast.Recover /early", "holdfast.Recover /log", "holdfast.Commit /x");
    }
  }

  @Test
  void whatManyThreadsSaveWhileTheEventsAreMadeKnownIsNotLost() throws Exception {
    Sightings sightings = SightingsForTests.of();
    start(sightings, "");
    try (Recording recording = new Recording()) {
      recording.start();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int save = 0; save < 10; save++) {
                    saved("/x");
                  }
                });
        threads.add(thread);
      }
      SightingsForTests.load("jdk/jfr/FlightRecorder", sightings);
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(recorded(recording)).hasSize(80);
    }
  }

  @Test
  void whileNobodyHasStartedTheRecorderNoEventIsMade() throws Exception {
    start(NOTHING, "");
    try (Recording recording = new Recording()) {
      recording.start();
      saved("/x");
      assertThat(recorded(recording)).isEmpty();
    }
  }

  @Test
  void afterTheStopNothingIsRecordedAnyMore() throws Exception {
    start(RECORDER, "");
    try (Recording recording = new Recording()) {
      recording.start();
      saved("/before");
      observation.stop();
      saved("/after");

      assertThat(recorded(recording))
          .extracting(event -> event.getString("target"))
          .containsExactly("/before");
    }
    assertThat(observer.countOf(Event.COMMITTED)).isEqualTo(2);
  }

  private List<RecordedEvent> recorded(Recording recording) throws Exception {
    Path file = folder.resolve("x.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("holdfast."))
        .toList();
  }

  @Test
  void theLogHasWhatIsSaidUntilTheStop() throws Exception {
    start(NOTHING, "log: /d/log");

    observer.tellOnce("a", "one");
    observer.tellOnce("a", "never said");
    observation.stop();
    observer.tellOnce("b", "two");

    assertThat(fs.disk().text("/d/log")).endsWith(" 4711 holdfast: one\n").doesNotContain("never");
  }

  @Test
  void aConfigurationReadLaterMayTakeTheLogAway() throws Exception {
    start(NOTHING, "log: /d/log");
    observer.tellOnce("a", "one");

    observation.start(configuration(""));
    observer.tellOnce("b", "two");

    assertThat(fs.disk().text("/d/log")).endsWith(" holdfast: one\n");
  }
}
