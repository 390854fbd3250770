package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MountTableTest {
  /** Recorded on a Debian 12 machine, lines left out. */
  private static final String RECORDED =
      """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      24 27 0:6 / /dev rw,relatime - devtmpfs devtmpfs rw,size=12334460k,mode=755
      25 24 0:23 / /dev/shm rw,relatime - tmpfs tmpfs rw,size=24684084k
      27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard,resuid=65534
      30 25 0:27 / /dev/shm rw,nosuid - tmpfs tmpfs rw,size=24684084k
      42 27 7:0 / /mnt/two\\040words\\134x rw,relatime shared:21 master:3 - ext4 /dev/loop0 rw,data=writeback
      44 27 0:99 / /srv/data rw - fuse.sshfs host:/a\\040b rw,user_id=0
      """;

  private final MountTable table = MountTable.parse(RECORDED);

  @Test
  void theLongestMountPointAboveAPathIsItsMount() {
    assertThat(table.ofOrNull("/srv/data/a/b", "0:99").type()).isEqualTo("fuse.sshfs");
    assertThat(table.ofOrNull("/srv/data", "0:99").type()).isEqualTo("fuse.sshfs");
    assertThat(table.ofOrNull("/srv", "254:0").source()).isEqualTo("/dev/vda");
  }

  @Test
  void aMountPointIsWholeNames() {
    assertThat(table.ofOrNull("/srv/database", "unknown").point()).isEqualTo("/");
  }

  @Test
  void ofTwoMountsInOnePlaceTheLaterIsSeen() {
    assertThat(table.ofOrNull("/dev/shm/x", "unknown").options()).contains("nosuid");
  }

  @Test
  void aMountHiddenUnderALaterOneIsNotTaken() {
    MountTable hidden =
        MountTable.parse(
            """
            1 0 8:1 / / rw - ext4 /dev/sda1 rw
            2 1 8:2 / /a/b rw - xfs /dev/sdb rw
            3 1 8:3 / /a rw - btrfs /dev/sdc rw
            """);

    assertThat(hidden.ofOrNull("/a/b/c", "8:3").type()).isEqualTo("btrfs");
    assertThat(hidden.ofOrNull("/a/b/c", "8:2").type()).isEqualTo("xfs");
  }

  @Test
  void aDeviceThatNoMountHasLeavesTheLongest() {
    // btrfs gives each subvolume a device number of its own.
    assertThat(table.ofOrNull("/srv/data/x", "0:1234").type()).isEqualTo("fuse.sshfs");
  }

  @Test
  void escapesAreRead() {
    Mount mount = table.ofOrNull("/mnt/two words\\x/file", "7:0");

    assertThat(mount.point()).isEqualTo("/mnt/two words\\x");
    assertThat(mount.device()).isEqualTo("7:0");
    assertThat(table.ofOrNull("/srv/data", "0:99").source()).isEqualTo("host:/a b");
  }

  @Test
  void optionsOfTheMountAndOfTheFileSystemAreOneSet() {
    assertThat(table.ofOrNull("/mnt/two words\\x", "7:0").options())
        .containsExactly("rw", "relatime", "data=writeback");
  }

  @Test
  void linesOfAnotherShapeAreLeftOut() {
    MountTable odd = MountTable.parse("\nnonsense\n1 0 8:1 / / rw\n1 0 8:1 / / rw - ext4\n");

    assertThat(odd.ofOrNull("/", "8:1")).isNull();
  }

  @Test
  void aDeviceNumberIsTakenApartAsTheKernelPutsItTogether() {
    assertThat(FsFacts.device(0xfe00)).isEqualTo("254:0");
    assertThat(FsFacts.device(0x0001_2000_6783_459aL)).isEqualTo(0x12345 + ":" + 0x6789a);
  }
}
