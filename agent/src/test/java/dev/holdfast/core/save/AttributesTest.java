package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private final Bench bench = new Bench();

  /** As the kernel has it: a write takes them away, whoever writes. */
  @Test
  void capabilitiesOfTheOldBytesAreNotGivenToTheNewOnes() throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.attribute("/d/conf", "security.capability", "cap_net_raw+ep");
    bench.disk.attribute("/d/conf", "user.note", "mine");

    bench.save("/d/conf", "new");

    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    assertThat(bench.disk.look("/d/conf")).isEqualTo("644 1000:1000 [user.note]");
    bench.assertNothingLeft();
  }

  @Test
  void setuidAndSetgidGoWithTheOldBytes() throws IOException {
    assertThat(permissionsAfterSave(06755, 1000)).isEqualTo("755 1000:1000");
    assertThat(permissionsAfterSave(04755, 1000)).isEqualTo("755 1000:1000");
    assertThat(permissionsAfterSave(02745, 1000)).isEqualTo("2745 1000:1000"); // not to run as it
  }

  @Test
  void theyStayWhereRootSaves() throws IOException {
    bench.fs.become(0);

    assertThat(permissionsAfterSave(06755, 1000)).isEqualTo("6755 1000:1000");
  }

  private String permissionsAfterSave(int permissions, int user) throws IOException {
    bench.disk.file("/d/conf", "old");
    bench.disk.look("/d/conf", permissions, user);
    bench.save("/d/conf", "new");
    assertThat(bench.disk.text("/d/conf")).isEqualTo("new");
    bench.assertNothingLeft();
    return bench.disk.look("/d/conf").replace(" []", "");
  }
}
