package dev.holdfast.core.cli;

import static java.util.Collections.emptyList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Mount;
import dev.holdfast.core.fs.MountTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemDiagnosisTest {
  /** What the kernel says of an ext4 with a journal, most lines left out. */
  private static final List<String> WITH_JOURNAL = List.of("rw", "barrier", "data=ordered");

  private static final List<String> WITHOUT_JOURNAL = List.of("rw", "barrier", "commit=5");

  @Test
  void ext4WithAJournalIsFine() {
    assertThat(words(of("ext4", "rw,relatime", WITH_JOURNAL))).containsExactly("OK", "OK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xfs", "btrfs"})
  void theOtherTestedOnesAreFine(String type) {
    assertThat(words(of(type, "rw,relatime", emptyList()))).containsExactly("OK");
  }

  @ParameterizedTest
  @CsvSource({
    "nfs4, network",
    "cifs, network",
    "9p, host",
    "fuse.sshfs, FUSE",
    "fuseblk, FUSE",
    "overlay, upper folder",
    "tmpfs, power cut",
    "vfat, no journal",
    "exfat, no journal",
    "jfs, not tested"
  })
  void othersAreWarnedOfWithTheReason(String type, String reason) {
    List<Finding> findings = of(type, "rw", emptyList());

    assertThat(words(findings)).containsExactly("WARN");
    assertThat(findings.get(0).toString()).contains(type, "/dev/x at /mnt/x", reason);
  }

  @ParameterizedTest
  @CsvSource({
    "btrfs, possible on btrfs",
    "xfs, possible on xfs made with reflink=1",
    "ext4, not possible on ext4",
    "tmpfs, not possible on tmpfs",
    "nfs4, not known"
  })
  void whetherCopiesShareBlocksIsToldByTheType(String type, String sentence) {
    Finding finding = FileSystemDiagnosis.reflink(mount(type, "rw"));

    assertThat(finding.toString()).startsWith("OK    reflink: " + sentence);
    assertThat(FileSystemDiagnosis.reflink(null).toString()).contains("not known");
  }

  @Test
  void ext4WithoutAJournalIsWarnedOf() {
    List<Finding> findings = of("ext4", "rw", WITHOUT_JOURNAL);

    assertThat(words(findings)).containsExactly("OK", "WARN");
    assertThat(findings.get(1).toString()).contains("has none", "tune2fs -O has_journal");
  }

  @Test
  void whereTheKernelDoesNotTellTheJournalIsNotClaimed() {
    List<Finding> findings = of("ext4", "rw", emptyList());

    assertThat(words(findings)).containsExactly("OK", "WARN");
    assertThat(findings.get(1).toString()).contains("can't be seen");
  }

  @Test
  void writebackIsFineBecauseTheOldFileStaysOpen() {
    List<Finding> findings = of("ext4", "rw,data=writeback", emptyList());

    assertThat(words(findings)).containsExactly("OK", "OK");
    assertThat(findings.get(1).toString()).contains("data=writeback", "open until");
  }

  @ParameterizedTest
  @CsvSource({"ext4, nobarrier", "ext4, barrier=0", "xfs, nobarrier", "btrfs, nobarrier"})
  void noBarrierIsWarnedOf(String type, String option) {
    List<Finding> findings = of(type, "rw," + option, WITH_JOURNAL);

    assertThat(findings.get(findings.size() - 1).toString())
        .startsWith("WARN  mount options: '" + option + "'");
  }

  @Test
  void noBarrierIsSeenWhereOnlyTheKernelTells() {
    assertThat(words(of("ext4", "rw", List.of("nobarrier", "data=ordered"))))
        .containsExactly("OK", "OK", "WARN");
  }

  @Test
  void aReadOnlyMountFails() {
    List<Finding> findings = of("xfs", "ro,relatime", emptyList());

    assertThat(words(findings)).containsExactly("OK", "FAIL");
    assertThat(findings.get(1).toString()).contains("read-only", "remount,rw /mnt/x");
  }

  @Test
  void anOverlayThatIgnoresForceIsWarnedOf() {
    assertThat(of("overlay", "rw,volatile", emptyList()).get(1).toString())
        .contains("every force is ignored");
  }

  @Test
  void anUnknownMountIsWarnedOf() {
    assertThat(words(FileSystemDiagnosis.of(null, emptyList()))).containsExactly("WARN");
  }

  private static List<Finding> of(String type, String options, List<String> kernelOptions) {
    return FileSystemDiagnosis.of(mount(type, options), kernelOptions);
  }

  private static Mount mount(String type, String options) {
    return MountTable.parse("9 1 8:1 / /mnt/x " + options + " - " + type + " /dev/x rw")
        .ofOrNull("/mnt/x/folder", "8:1");
  }

  private static List<String> words(List<Finding> findings) {
    return findings.stream().map(finding -> finding.word().toString()).toList();
  }
}
