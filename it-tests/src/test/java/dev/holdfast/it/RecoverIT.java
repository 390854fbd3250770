package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.calls.Trip;
import dev.holdfast.proof.calls.Tripwire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.LeavesOpen;
import samples.Versions;

/**
 * {@code java -jar holdfast.jar recover DIR...}, on what processes have left that ran before the
 * last restart of the machine, or run still.
 */
class RecoverIT {
  private static final String NOTHING = "Nothing was left by a crash.\n";

  /** Of another boot; the process itself may be anybody's. */
  private static final String OWNER = "0123456789ab" + "f0000000" + "00000001" + "00000000001";

  private static final int TARGETS = 60;
  private static final int ROUNDS = 5;

  @TempDir private Path temporary;
  private Path data;

  static Stream<Jdk> oldestAndLatest() {
    return Stream.of(8, 25).map(Jvms::of);
  }

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectory(temporary.toRealPath().resolve("data"));
  }

  private Tool.Typed recover(Tool tool, Path... folders) {
    List<String> words = new ArrayList<>(List.of("recover", "--state-folder", temporary + "/no"));
    for (Path folder : folders) {
      words.add(folder.toString());
    }
    return tool.run(words.toArray(new String[0]));
  }

  private static Tool tool() {
    return Tool.on(Jvms.of(17));
  }

  /** What a crash leaves, of each kind, in a new folder. */
  private static Path crashed(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("torn.dat"), "NEW and old");
    Files.createLink(folder.resolve("another.name"), folder.resolve("torn.dat"));
    Path journal = Files.createDirectory(folder.resolve(".holdfast-j-" + OWNER + "00000001"));
    Files.writeString(
        journal.resolve(".holdfast-note"),
        "holdfast journal 1\ninode "
            + Files.getAttribute(folder.resolve("torn.dat"), "unix:ino")
            + "\n");
    Files.writeString(journal.resolve("torn.dat"), "NEW");
    Path deleted = Files.createDirectory(folder.resolve(".holdfast-d-" + OWNER + "00000002"));
    Files.writeString(deleted.resolve("deleted.dat"), "old");
    Files.writeString(folder.resolve(".holdfast-s-" + OWNER + "00000003"), "half of i");
    return folder;
  }

  private static List<String> contents(Path folder) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        contents.add(folder.relativize(file) + ": " + Files.readString(file));
      }
    }
    return contents;
  }

  private static void assertRecovered(Path folder) throws IOException {
    assertThat(contents(folder))
        .containsExactly("another.name: NEW", "deleted.dat: old", "torn.dat: NEW");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oldestAndLatest")
  void whatACrashLeftIsDealtWithInAllFoldersAndThenThereIsNothing(Jdk jdk) throws IOException {
    Path one = crashed(data.resolve("one"));
    Path below = crashed(data.resolve("two/and/below"));

    Tool.Typed typed = recover(Tool.on(jdk), one, data.resolve("two"));
    Tool.Typed again = recover(Tool.on(jdk), data);

    assertThat(typed.status()).as(typed::toString).isZero();
    assertThat(typed.out())
        .contains(one + "/torn.dat was being rewritten", below + "/deleted.dat was deleted to be")
        .endsWith("4 made whole or brought back, 2 removed.\n");
    assertThat(typed.err()).isEmpty();
    assertRecovered(one);
    assertRecovered(below);
    assertThat(again.status()).isZero();
    assertThat(again.out()).isEqualTo(NOTHING);
  }

  @Test
  void aWrongFolderIsToldAndNothingIsDone() throws IOException {
    Path good = crashed(data.resolve("good"));
    List<String> before = contents(data);
    Path file = good.resolve("torn.dat");

    Tool.Typed typed = recover(tool(), good, data.resolve("missing"), file);

    assertThat(typed.status()).as(typed::toString).isEqualTo(1);
    assertThat(typed.err())
        .contains(data.resolve("missing") + " isn't there", file + " is not a folder");
    assertThat(contents(data)).isEqualTo(before);
  }

  @Test
  void withoutAFolderItSaysHowItIsUsed() {
    Tool.Typed typed = tool().run("recover");

    assertThat(typed.status()).as(typed::toString).isEqualTo(2);
    assertThat(typed.err()).contains("DIR");
  }

  private ChildJvm leavesOpen() throws IOException {
    Files.write(data.resolve("state.dat"), Versions.content(1, 500, 7));
    return ChildJvm.on(Jvms.of(17)).withAgent(Configuration.protecting(data));
  }

  private void assertLeftAlone(ChildJvm child) throws Exception {
    List<String> arguments = List.of("wait", data.resolve("state.dat") + "", "30000");
    try (ChildJvm.Running living = child.start(LeavesOpen.class, arguments)) {
      UnfinishedIT.awaitSaid(living, "OPEN");
      List<String> left = CallKills.oursBelow(data);
      assertThat(left).isNotEmpty();

      Tool.Typed typed = recover(tool(), data);

      assertThat(typed.out()).isEqualTo("1 left to processes that may live.\n");
      assertThat(typed.status()).isZero();
      assertThat(CallKills.oursBelow(data)).isEqualTo(left);
    }
  }

  @Test
  void whatALivingProcessOwnsIsLeftAlone() throws Exception {
    assertLeftAlone(leavesOpen());
    assertThat(recover(tool(), data).out()).isEqualTo("1 removed.\n"); // it has been killed
  }

  /** As a container's: its processes can't be seen, or are other ones. */
  @Test
  void whatIsOfAnotherPidNamespaceIsLeftAlone() throws Exception {
    OtherUser.requireRoot("another pid namespace");
    List<String> apart = List.of("unshare", "-p", "-f", "--mount-proc", "--kill-child");
    assertLeftAlone(leavesOpen().by(apart));
    assertThat(recover(tool(), data).out()).startsWith("1 left to processes that may live");
  }

  @Test
  void twoAtOnceDoItOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path folder = data.resolve("round-" + round);
      for (int i = 0; i < TARGETS; i++) {
        crashed(folder.resolve("" + i));
      }
      ExecutorService both = Executors.newFixedThreadPool(2);
      try {
        Future<Tool.Typed> one = both.submit(() -> recover(tool(), folder));
        Future<Tool.Typed> other = both.submit(() -> recover(tool(), folder));
        assertThat(one.get().status()).as(one.get()::toString).isZero();
        assertThat(other.get().status()).as(other.get()::toString).isZero();
      } finally {
        both.shutdownNow();
      }
      for (int i = 0; i < TARGETS; i++) {
        assertRecovered(folder.resolve("" + i));
      }
      assertThat(CallKills.oursBelow(folder)).isEmpty();
    }
  }

  @Test
  void killedInItsMiddleItIsDoneByTheNext() throws Exception {
    Jvms.requireOrSkip(Tripwire.missingOrNull() == null, "" + Tripwire.missingOrNull());
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    int killed = 0;
    for (int at = 1; ; at++) {
      Path folder = crashed(data.resolve("call-" + at));
      Tripwire tripwire = Tripwire.in(tools);
      tripwire.watch(folder);
      tripwire.arm(Trip.at(at, Trip.Action.KILL), Tripwire.Counting.CHANGES);
      Tool.Typed typed = recover(tool().by(tripwire.environment()), folder);
      if (tripwire.fired() == 0) {
        assertThat(typed.status()).as(typed::toString).isZero();
        break;
      }
      assertThat(typed.status()).as(typed::toString).isEqualTo(137);
      killed++;
    }

    Tool.Typed next = recover(tool(), data);

    assertThat(killed).isGreaterThan(8);
    assertThat(next.status()).as(next::toString).isZero();
    assertThat(CallKills.oursBelow(data)).isEmpty();
    for (int at = 1; at <= killed + 1; at++) {
      assertRecovered(data.resolve("call-" + at));
    }
  }
}
