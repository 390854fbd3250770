package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Disk;
import dev.holdfast.core.fs.DiskForTests;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskDiagnosisTest {
  private static final Disk SOLID = DiskForTests.named("sda", "ATA SSD", Disk.Cache.WRITE_BACK);

  @Test
  void aCacheThatIsEmptiedIsFine() {
    assertThat(of(SOLID))
        .isEqualTo(
            "OK    disk cache: sda (ATA SSD) has one, each force empties it (write back, FUA)");
  }

  @Test
  void aVirtualDiskIsAsGoodAsItsHost() {
    assertThat(of(DiskForTests.named("vda", "", Disk.Cache.WRITE_BACK)))
        .startsWith("OK    disk cache: vda has one, each force empties it (write back")
        .endsWith("it is a virtual disk: what its host makes of that can't be seen from here");
    assertThat(of(DiskForTests.named("sda", "QEMU HARDDISK", Disk.Cache.WRITE_THROUGH)))
        .contains("virtual disk");
    assertThat(
            of(DiskForTests.named("nvme0n1", "Amazon Elastic Block Store", Disk.Cache.WRITE_BACK)))
        .contains("virtual disk");
  }

  @Test
  void noCacheIsFineIfItIsTrue() {
    assertThat(of(DiskForTests.named("sdb", "", Disk.Cache.WRITE_THROUGH)))
        .startsWith("OK    disk cache: sdb says that a power cut takes nothing of it")
        .contains("set 'write through' by hand")
        .doesNotContain("virtual");
  }

  @Test
  void whatIsNotToldIsWarnedOf() {
    assertThat(of(DiskForTests.named("odd", "", Disk.Cache.UNKNOWN)))
        .isEqualTo("WARN  disk cache: the kernel doesn't tell whether odd has one and empties it");
  }

  @Test
  void memoryIsWarnedOf() {
    assertThat(of(DiskForTests.named("zram0", "", Disk.Cache.WRITE_THROUGH)))
        .startsWith("WARN  disk cache: zram0 is in memory");
  }

  @Test
  void aFileAsADiskIsTheFilesMatter() {
    assertThat(of(DiskForTests.loop("loop0", "/srv/image")))
        .startsWith("OK    disk cache: loop0 is a file: a force goes on to /srv/image");
  }

  @Test
  void eachDiskOfAStackHasItsFinding() {
    Disk other = DiskForTests.named("sdb", "", Disk.Cache.UNKNOWN);
    Disk raid = DiskForTests.over("md0", Disk.Cache.WRITE_BACK, SOLID, other);

    assertThat(DiskDiagnosis.of(DiskForTests.over("dm-0", Disk.Cache.WRITE_BACK, raid)))
        .extracting(Finding::toString)
        .containsExactly(
            "OK    disk cache: dm-0 on md0 on sda (ATA SSD) has one, each force empties it"
                + " (write back, FUA)",
            "WARN  disk cache: the kernel doesn't tell whether dm-0 on md0 on sdb has one and"
                + " empties it");
  }

  @Test
  void aLayerThatPassesNoFlushOnIsWarnedOf() {
    List<Finding> findings =
        DiskDiagnosis.of(DiskForTests.over("dm-0", Disk.Cache.WRITE_THROUGH, SOLID));

    assertThat(findings).hasSize(2);
    assertThat(findings.get(0).toString())
        .startsWith(
            "WARN  disk cache: dm-0 passes no flush on, but sda (ATA SSD) below has a cache")
        .endsWith("remedy: write 'write back' to /sys/block/dm-0/queue/write_cache");
  }

  @Test
  void whereThereIsNoDiskThereIsNothingToSay() {
    assertThat(DiskDiagnosis.of(null)).isEmpty();
  }

  private static String of(Disk disk) {
    List<Finding> findings = DiskDiagnosis.of(disk);
    assertThat(findings).hasSize(1);
    return findings.get(0).toString();
  }
}
