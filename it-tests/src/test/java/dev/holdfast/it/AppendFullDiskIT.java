package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Appends;

/** A disk that is full in the midst of a record: told as stock, and nothing of it stays. */
class AppendFullDiskIT {
  /** No part of the disk's size: the last one doesn't fit. */
  private static final String SIZE = "30001";

  @TempDir private Path temporary;

  private Path disk;
  private SmallDisk mounted;

  @BeforeEach
  void mountSmallDisk() throws Exception {
    disk = Files.createDirectory(temporary.toRealPath().resolve("disk"));
    mounted = SmallDisk.at(disk);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted != null) {
      mounted.unmount();
    }
  }

  private ChildJvm.Result run(ChildJvm child) {
    ChildJvm.Result result =
        child.run(Appends.class, "stream", disk + "/events.log", "A", "4", "20", SIZE);
    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.out()).contains("FAIL A-").contains("No space left on device");
    return result;
  }

  private List<String> recordsOrNull() throws Exception {
    return Appends.namesOrNull(
        Files.readString(disk.resolve("events.log"), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void theFileHoldsTheAcknowledgedRecordsAndNoHalfOne(Jdk jdk) throws Exception {
    ChildJvm.Result result =
        run(ChildJvm.on(jdk).withAgent(Configuration.protectingWith("append: atomic", disk)));

    assertThat(recordsOrNull())
        .containsExactlyInAnyOrderElementsOf(
            result.outLines().stream()
                .filter(line -> line.startsWith("ACK "))
                .map(line -> line.substring(4))
                .toList());
    assertThat(KillRun.ours(disk)).isEmpty();
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.holdfast.it.Jvms#matrix")
  void withoutTheAgentAHalfRecordStays(Jdk jdk) throws Exception {
    run(ChildJvm.on(jdk));

    assertThat(recordsOrNull()).isNull();
  }
}
