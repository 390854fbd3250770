package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryApiTest {
  @TempDir Path folder;

  private final AtomicLong saves = new AtomicLong();

  /** As if the agent were there: each look at the counter finds one save more. */
  private EveryApi asIfProtected() {
    return new EveryApi(folder.toFile(), kind -> saves.incrementAndGet());
  }

  private EveryApi unprotected() {
    return new EveryApi(folder.toFile(), kind -> 0);
  }

  static Iterable<Way> ways() {
    return EveryApi.ways();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWaySavesTheWholeTextAndLeavesNothingElse(Way way) {
    assertThat(asIfProtected().tried(way)).hasToString("OK    " + way.name() + ": protected");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void withoutTheAgentNoWayPasses(Way way) {
    assertThat(unprotected().tried(way))
        .hasToString("FAIL  " + way.name() + ": saved, but not protected");
  }

  @Test
  void namesAreUnique() {
    assertThat(EveryApi.ways()).extracting(Way::name).doesNotHaveDuplicates().hasSize(29);
  }

  @Test
  void aSaveThatLosesBytesFails() {
    Way torn = Way.save("torn", (target, text) -> write(target, text.substring(1)));

    assertThat(asIfProtected().tried(torn).toString()).startsWith("FAIL  torn: a new file");
  }

  @Test
  void aSaveThatKeepsTheOldVersionFails() {
    Way keeps =
        Way.save(
            "keeps",
            (target, text) -> {
              if (!target.exists()) {
                write(target, text);
              }
            });

    assertThat(asIfProtected().tried(keeps).toString())
        .contains("does not hold what was saved over it");
  }

  @Test
  void somethingLeftBehindFails() {
    Way leaves =
        Way.save(
            "leaves",
            (target, text) -> {
              write(target, text);
              write(new File(target.getParent(), ".holdfast-x"), text);
            });

    assertThat(asIfProtected().tried(leaves).toString()).contains("left behind [.holdfast-x]");
  }

  @Test
  void aSaveThatThrowsFailsWithWhatItThrew() {
    Way throwing =
        Way.save(
            "throwing",
            (target, text) -> {
              throw new IOException("disk on fire");
            });

    assertThat(asIfProtected().tried(throwing).toString())
        .startsWith("FAIL  throwing: failed: ")
        .contains("disk on fire");
  }

  @Test
  void whatThisJvmDoesNotHaveIsToldNotFailed() {
    Way missing =
        Way.save(
            "missing",
            (target, text) -> {
              throw new NoClassDefFoundError("javax/xml/Nothing");
            });

    assertThat(asIfProtected().tried(missing))
        .hasToString("OK    missing: not in this JVM (javax/xml/Nothing)");
  }

  @Test
  void countersAreReadFromTheStatus() {
    String status = "{\"mode\":\"protect\",\"events\":{\"committed\":12,\"rename-hardened\":3}}";

    assertThat(SelfTestCommand.count(status, "committed")).isEqualTo(12);
    assertThat(SelfTestCommand.count(status, "rename-hardened")).isEqualTo(3);
    assertThat(SelfTestCommand.count("{\"mode\":\"off\"}", "committed")).isZero();
  }

  private static void write(File file, String text) throws IOException {
    Files.writeString(file.toPath(), text);
  }
}
