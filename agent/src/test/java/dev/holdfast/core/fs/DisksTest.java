package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a folder laid out as sysfs is. */
class DisksTest {
  @TempDir Path temporary;
  private Path sys;
  private Path devices;

  @BeforeEach
  void layOut() throws IOException {
    sys = temporary.toRealPath();
    Files.createDirectories(sys.resolve("dev/block"));
    Files.createDirectories(sys.resolve("class/block"));
    devices = Files.createDirectories(sys.resolve("devices/virtual/block"));
  }

  @Test
  void aPartitionIsTheDiskItIsOn() throws IOException {
    Path sda = disk("8:0", "sda", "write back\n", "1\n");
    Files.createDirectories(sda.resolve("device"));
    Files.writeString(sda.resolve("device/vendor"), "ATA     \n");
    Files.writeString(sda.resolve("device/model"), "Some SSD 1TB    \n");
    link("8:1", Files.createDirectory(sda.resolve("sda1")));

    Disk disk = new Disks(sys).ofOrNull("8:1", "/dev/sda1");

    assertThat(disk).hasToString("sda (ATA Some SSD 1TB)");
    assertThat(disk.cache()).isEqualTo(Disk.Cache.WRITE_BACK);
    assertThat(disk.writesPastCache()).isTrue();
    assertThat(disk.isVirtual()).isFalse();
    assertThat(disk.below()).isEmpty();
  }

  @Test
  void avirtioDiskHasANumberForAVendor() throws IOException {
    Path vda = disk("254:0", "vda", "write through\n", "0\n");
    Files.createDirectories(vda.resolve("device"));
    Files.writeString(vda.resolve("device/vendor"), "0x1af4\n");

    Disk disk = new Disks(sys).ofOrNull("254:0", "/dev/root");

    assertThat(disk).hasToString("vda");
    assertThat(disk.cache()).isEqualTo(Disk.Cache.WRITE_THROUGH);
    assertThat(disk.writesPastCache()).isFalse();
    assertThat(disk.isVirtual()).isTrue();
  }

  @Test
  void aStackHasWhatItIsMadeOf() throws IOException {
    Path lower = disk("8:0", "sda", "write back\n", "0\n");
    Path upper = disk("253:0", "dm-0", "write back\n", "0\n");
    Files.createDirectory(upper.resolve("slaves"));
    Files.createSymbolicLink(upper.resolve("slaves/sda"), lower);

    Disk disk = new Disks(sys).ofOrNull("253:0", "/dev/mapper/data");

    assertThat(disk.name()).isEqualTo("dm-0");
    assertThat(disk.below()).extracting(Disk::name).containsExactly("sda");
  }

  @Test
  void aLoopDeviceKnowsItsFile() throws IOException {
    Path loop = disk("7:0", "loop0", "write back\n", "0\n");
    Files.createDirectory(loop.resolve("loop"));
    Files.writeString(loop.resolve("loop/backing_file"), "/srv/image\n");

    assertThat(new Disks(sys).ofOrNull("7:0", "/dev/loop0").backingFile()).isEqualTo("/srv/image");
  }

  @Test
  void whatTheKernelDoesNotTellIsUnknown() throws IOException {
    Path odd = Files.createDirectories(devices.resolve("odd/queue")).getParent();
    link("9:9", odd);

    assertThat(new Disks(sys).ofOrNull("9:9", "odd").cache()).isEqualTo(Disk.Cache.UNKNOWN);
  }

  @Test
  void withoutADeviceThereIsNone() throws IOException {
    assertThat(new Disks(sys).ofOrNull("0:45", "tmpfs")).isNull();
    assertThat(new Disks(sys).ofOrNull("0:45", "server:/export")).isNull();
    assertThat(new Disks(sys).ofOrNull("0:45", "/dev/no-such-device")).isNull();
    assertThat(FsFacts.diskOrNull(null, sys)).isNull();
  }

  /** btrfs: the number is of no device, the source is one. */
  @Test
  void theSourceIsTakenWhereTheNumberIsNobodys() throws IOException {
    Path nothing = disk("1:3", "null", "write back\n", "0\n");
    Files.createSymbolicLink(sys.resolve("class/block/null"), nothing);

    assertThat(new Disks(sys).ofOrNull("0:45", "/dev/null").name()).isEqualTo("null");
  }

  private Path disk(String device, String name, String writeCache, String fua) throws IOException {
    Path queue = Files.createDirectories(devices.resolve(name).resolve("queue"));
    Files.writeString(queue.resolve("write_cache"), writeCache);
    Files.writeString(queue.resolve("fua"), fua);
    link(device, queue.getParent());
    return queue.getParent();
  }

  private void link(String device, Path disk) throws IOException {
    Files.createSymbolicLink(sys.resolve("dev/block").resolve(device), disk);
  }
}
