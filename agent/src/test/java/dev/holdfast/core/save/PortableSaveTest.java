package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.fs.SimulatedMachine;
import dev.holdfast.core.guard.Format;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.guard.ShrinkGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole saves on machines that aren't there: Windows and macOS, simulated. */
class PortableSaveTest {
  private static PortableBench bench(SimulatedMachine machine, Policy.Fallback fallback) {
    return new PortableBench(machine.fs(), machine.path("state").toString(), fallback, Guards.NONE);
  }

  private static PortableBench bench(SimulatedMachine machine) {
    return bench(machine, Policy.Fallback.JOURNAL);
  }

  private static void assertNothingLeft(SimulatedMachine machine) throws IOException {
    assertThat(machine.names()).noneMatch(name -> name.startsWith(".holdfast-"));
  }

  // ---- macOS

  @Test
  void onMacOsFileAndFolderAreForcedByTheirChannels() throws IOException {
    SimulatedMachine machine = SimulatedMachine.macOs();
    machine.write("conf", "old");

    assertThat(bench(machine).save(machine.place("conf"), "new")).isTrue();

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(machine.calls())
        .containsExactly("create shadow", "force shadow", "move shadow -> conf", "force d");
    assertThat(machine.told()).isEmpty();
    assertNothingLeft(machine);
  }

  @Test
  void onMacOsModeAndAttributesAreKept() throws IOException {
    SimulatedMachine machine = SimulatedMachine.macOs();
    machine.write("conf", "old");
    Files.setPosixFilePermissions(
        machine.path("conf"), PosixFilePermissions.fromString("rw-r-x--x"));
    Files.setAttribute(machine.path("conf"), "user:mark", new byte[] {7});

    bench(machine).save(machine.place("conf"), "new");

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.path("conf"))))
        .isEqualTo("rw-r-x--x");
    assertThat((byte[]) Files.getAttribute(machine.path("conf"), "user:mark")).containsExactly(7);
  }

  @Test
  void onMacOsBothNamesOfAFileSeeTheNewVersion() throws IOException {
    SimulatedMachine machine = SimulatedMachine.macOs();
    machine.write("conf", "old");
    Files.createLink(machine.path("other"), machine.path("conf"));
    PortableBench bench = bench(machine);

    bench.save(machine.place("conf"), "new");

    assertThat(machine.read("other")).isEqualTo("new");
    assertThat(bench.told).anyMatch(line -> line.contains("it has several hard links"));
    assertNothingLeft(machine);
  }

  /** As when it is written by that name: one file, and its name stays. */
  @Test
  void whereCaseTellsNothingTheNameKeepsItsSpelling() throws IOException {
    for (SimulatedMachine machine : List.of(SimulatedMachine.macOs(), SimulatedMachine.windows())) {
      machine.write("conf", "old");

      bench(machine).save(machine.place("CONF"), "new");

      assertThat(machine.names()).containsExactly("conf");
      assertThat(machine.read("conf")).isEqualTo("new");
    }
  }

  @Test
  void anInterruptedThreadSavesAndStaysInterrupted() throws IOException {
    SimulatedMachine machine = SimulatedMachine.macOs();
    machine.write("conf", "old");
    PortableBench bench = bench(machine);
    Opening.Opened opened = bench.openOrNull(machine.place("conf"));
    machine.fs().write(opened.number, new byte[] {'n'}, 0);

    Thread.currentThread().interrupt();
    bench.close(opened);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(machine.read("conf")).isEqualTo("n");
  }

  // ---- Windows

  @Test
  void onWindowsTheFileIsForcedAndThatTheFolderCannotBeIsToldOnce() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    PortableBench bench = bench(machine);

    bench.save(machine.place("conf"), "new");
    assertThat(machine.calls())
        .containsExactly("create shadow", "force shadow", "move shadow -> conf");
    bench.save(machine.place("conf"), "newer");

    assertThat(machine.read("conf")).isEqualTo("newer");
    assertThat(machine.told())
        .singleElement()
        .asString()
        .contains("the names in a folder can't be forced", "may be the one before");
    assertNothingLeft(machine);
  }

  @Test
  void aNewFileIsThereAndWhole() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();

    bench(machine).save(machine.place("fresh"), "new");

    assertThat(machine.read("fresh")).isEqualTo("new");
    assertNothingLeft(machine);
  }

  @Test
  void whoClosesInTimeIsWaitedFor() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.readElsewhere("conf", 4);

    bench(machine).save(machine.place("conf"), "new");

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(machine.waits()).containsExactly(1_000_000L, 2_000_000L, 4_000_000L, 8_000_000L);
    assertThat(machine.calls()).contains("move shadow -> conf");
    assertNothingLeft(machine);
  }

  @Test
  void anAccessDeniedIsWaitedForToo() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.readElsewhere("conf", 2);
    machine.deniesAccess();

    bench(machine).save(machine.place("conf"), "new");

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(machine.waits()).hasSize(2);
  }

  /** The JDK could write it, too: the save is no worse. */
  @Test
  void whatIsReadForeverIsRewrittenByWayOfAJournal() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.readElsewhere("conf", Integer.MAX_VALUE);
    PortableBench bench = bench(machine);

    bench.save(machine.place("conf"), "newer");

    assertThat(machine.read("conf")).isEqualTo("newer");
    assertThat(machine.waits()).hasSize(9).endsWith(256_000_000L);
    assertThat(machine.calls()).contains("force shadow", "force conf");
    assertThat(bench.told).anyMatch(line -> line.contains("another program has it open"));
    assertNothingLeft(machine);
  }

  @Test
  void whereThatIsRefusedTheErrorNamesFileReasonAndRemedyAndTheOldVersionStays()
      throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.readElsewhere("conf", Integer.MAX_VALUE);

    assertThatThrownBy(
            () -> bench(machine, Policy.Fallback.REFUSE).save(machine.place("conf"), "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(machine.path("conf").toString())
        .hasMessageContaining("another program has it open; refused 10 times in a second")
        .hasMessageContaining("close it there and save again");
    assertThat(machine.read("conf")).isEqualTo("old");
    assertThat(machine.read("conf.holdfast-refused")).isEqualTo("new");
    assertNothingLeft(machine);
  }

  /** Opened after the save began, and shared with nobody: there is no way to write it. */
  @Test
  void whatNobodyElseMayWriteFailsAndTheOldVersionStays() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    PortableBench bench = bench(machine);
    Opening.Opened opened = bench.openOrNull(machine.place("conf"));
    machine.openedElsewhere("conf", Integer.MAX_VALUE);

    assertThatThrownBy(() -> bench.close(opened))
        .isInstanceOf(SaveFailedException.class)
        .hasMessageContaining("cannot save " + machine.path("conf"))
        .hasMessageContaining("the old version is intact");
    assertThat(machine.read("conf")).isEqualTo("old");
    assertNothingLeft(machine);
  }

  /** What the JDK could not write either is left to it, and to its words. */
  @Test
  void aReadOnlyTargetIsLeftToStock() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    dos(machine, "conf").setReadOnly(true);

    assertThat(bench(machine).save(machine.place("conf"), "new")).isFalse();
    assertThat(machine.read("conf")).isEqualTo("old");
    assertThat(dos(machine, "conf").readAttributes().isReadOnly()).isTrue();
  }

  @Test
  void whatBecomesReadOnlyMeanwhileIsReplacedAndReadOnlyAgain() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    PortableBench bench = bench(machine);
    Opening.Opened opened = bench.openOrNull(machine.place("conf"));
    machine.fs().write(opened.number, new byte[] {'n'}, 0);
    dos(machine, "conf").setReadOnly(true);

    bench.close(opened);

    assertThat(machine.read("conf")).isEqualTo("n");
    assertThat(dos(machine, "conf").readAttributes().isReadOnly()).isTrue();
    assertNothingLeft(machine);
  }

  @Test
  void aReadOnlyTargetThatCannotBeReplacedIsReadOnlyStill() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.write("temp", "new");
    dos(machine, "conf").setReadOnly(true);
    machine.openedElsewhere("conf", Integer.MAX_VALUE);

    assertThatThrownBy(() -> bench(machine).rename(machine.place("temp"), machine.place("conf")))
        .isInstanceOf(IOException.class);
    assertThat(machine.read("conf")).isEqualTo("old");
    assertThat(dos(machine, "conf").readAttributes().isReadOnly()).isTrue();
  }

  @Test
  void dosAttributesAndTheAccessControlListAreKept() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    dos(machine, "conf").setHidden(true);
    dos(machine, "conf").setSystem(true);
    List<AclEntry> list =
        List.of(
            entry(machine, "erika", AclEntryType.DENY),
            entry(machine, "NT AUTHORITY\\x y", AclEntryType.ALLOW));
    acl(machine, "conf").setAcl(list);

    bench(machine).save(machine.place("conf"), "new");

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(dos(machine, "conf").readAttributes().isHidden()).isTrue();
    assertThat(dos(machine, "conf").readAttributes().isSystem()).isTrue();
    assertThat(acl(machine, "conf").getAcl()).isEqualTo(list);
    assertThat(machine.calls()).contains("move shadow -> conf");
  }

  /** Windows refuses FlushFileBuffers to a reader, and the JDK takes that for done. */
  @Test
  void theApplicationsOwnTempIsForcedByOneWhoMayWriteIt() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    machine.write("temp", "new");
    dos(machine, "temp").setReadOnly(true);

    bench(machine).rename(machine.place("temp"), machine.place("conf"));

    assertThat(machine.calls()).containsExactly("force temp", "move temp -> conf");
    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(dos(machine, "conf").readAttributes().isReadOnly()).isTrue();
  }

  @Test
  void anEarlierVersionIsKeptThereToo() throws IOException {
    SimulatedMachine machine = SimulatedMachine.windows();
    machine.write("conf", "old");
    Guards guards = new Guards(ShrinkGuard.OFF, Format.NONE, 1);
    PortableBench bench =
        new PortableBench(
            machine.fs(), machine.path("state").toString(), Policy.Fallback.JOURNAL, guards);

    bench.save(machine.place("conf"), "new");

    assertThat(machine.read("conf")).isEqualTo("new");
    assertThat(machine.read("conf.holdfast-previous.1")).isEqualTo("old");
  }

  @Test
  void devicesStreamsAndWhatIsNoNameAreLeftToStock() {
    SimulatedMachine machine = SimulatedMachine.windows();

    for (String name : List.of("NUL", "con", "nul.txt", "Com1", "LPT9.log")) {
      assertThat(machine.place(name)).as(name).isNull();
    }
    String folder = machine.path("conf").getParent().toString();
    assertThat(machine.fs().placeOrNull(folder + "\\conf:stream")).isNull();
    assertThat(machine.fs().placeOrNull(folder + "\\what?")).isNull();
    assertThat(machine.place("console")).isNotNull();
    assertThat(SimulatedMachine.macOs().place("nul")).isNotNull();
  }

  private static DosFileAttributeView dos(SimulatedMachine machine, String name) {
    return Files.getFileAttributeView(machine.path(name), DosFileAttributeView.class);
  }

  private static AclFileAttributeView acl(SimulatedMachine machine, String name) {
    return Files.getFileAttributeView(machine.path(name), AclFileAttributeView.class);
  }

  private static AclEntry entry(SimulatedMachine machine, String user, AclEntryType type)
      throws IOException {
    Path any = machine.path("any");
    return AclEntry.newBuilder()
        .setType(type)
        .setPermissions(AclEntryPermission.READ_DATA, AclEntryPermission.DELETE)
        .setPrincipal(
            any.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user))
        .build();
  }
}
