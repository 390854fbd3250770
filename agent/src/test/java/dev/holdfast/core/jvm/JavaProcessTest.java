package dev.holdfast.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  private static final int PID = 50;

  @TempDir Path folder;
  private FakeProc proc;
  private FakeProc.Fake fake;

  @BeforeEach
  void aProcess() {
    proc = new FakeProc(folder);
    fake = proc.jvm(PID, "/usr/bin/java", "-Xmx1g", "org.example.Main", "a");
  }

  private JavaProcess look() throws IOException {
    return proc.look().all().get(0);
  }

  @Test
  void whatTheKernelTells() throws IOException {
    fake.status("NSpid", "50 12 3")
        .status("Uid", "1 1001 3 4")
        .status("Gid", "5 1002 7 8")
        .status("Groups", "100 101")
        .environment("A=1", "B=x=y", "nonsense", "A=2");

    JavaProcess process = look();

    assertThat(process.pid()).isEqualTo(50);
    assertThat(process.innerPid()).isEqualTo(3);
    assertThat(process.startTicks()).isEqualTo(77750);
    assertThat(process.status().uid()).isEqualTo(1001);
    assertThat(process.status().gid()).isEqualTo(1002);
    assertThat(process.status().groups()).containsExactlyInAnyOrder(1002, 100, 101);
    assertThat(process.environment()).hasSize(2).containsEntry("A", "1").containsEntry("B", "x=y");
  }

  @Test
  void anOldKernelTellsNoInnerPid() throws IOException {
    fake.without("NSpid");

    assertThat(look().innerPid()).isEqualTo(50);
  }

  @Test
  void signalsAndStates() throws IOException {
    assertThat(look().status().catchesSigquit()).isTrue();
    assertThat(look().status().isStopped()).isFalse();

    fake.status("SigCgt", "0000000101005cc9").status("State", "T (stopped)");

    assertThat(look().status().catchesSigquit()).isFalse();
    assertThat(look().status().isStopped()).isTrue();
    fake.status("State", "t (tracing stop)");
    assertThat(look().status().isStopped()).isTrue();
  }

  @Test
  void someReadWhateverTheModes() throws IOException {
    assertThat(look().status().readsEverything()).isFalse();
    fake.status("CapEff", "0000000000000004");
    assertThat(look().status().readsEverything()).isTrue();
    fake.status("CapEff", "000001ffffffffff");
    assertThat(look().status().readsEverything()).isTrue();
  }

  @Test
  void theLastOptionWinsAndTheEnvironmentHasItsPlaces() throws IOException {
    fake.environment(
        "_JAVA_OPTIONS=-Da=4", "JAVA_TOOL_OPTIONS=-Da=1 '-Db=x y'", "JDK_JAVA_OPTIONS=-Da=2");

    assertThat(look().options()).containsExactly("-Da=1", "-Db=x y", "-Da=2", "-Xmx1g", "-Da=4");
  }

  @Test
  void java8KnowsNoOptionsForTheLauncher() throws IOException {
    fake.environment("JDK_JAVA_OPTIONS=-Da=2").file("/jdk/release", "JAVA_VERSION=\"1.8.0_1\"\n");

    assertThat(look().options()).containsExactly("-Xmx1g");
  }

  @Test
  void aProcessOfTheSamePidIsNotTheSame() throws IOException {
    JavaProcess process = look();
    assertThat(process.isThere()).isTrue();

    fake.status("State", "Z (zombie)");
    assertThat(process.isThere()).isFalse();
    fake.status("State", "R (running)");
    assertThat(process.isThere()).isTrue();
    fake.write("stat", "50 (x) S 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 19 0 77751 1 2");
    assertThat(process.isThere()).isFalse();
    fake.cannotRead("stat");
    assertThat(process.isThere()).isFalse();
  }

  @Test
  void theControlFolderIsTheOwnersAlone() throws IOException {
    int uid = (Integer) Files.getAttribute(folder, "unix:uid");
    fake.status("Uid", "9 " + uid + " 9 9").status("NSpid", "50 3");
    Path users = folder.resolve("50/root/tmp/holdfast-" + uid);
    Path path = users.resolve("3-77750");

    assertThat(look().control().path()).isEqualTo(path);
    assertThat(look().control().isThere()).isFalse();
    Files.createDirectories(path);
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    assertThat(look().control().isThere()).isTrue();

    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(look().control().isThere()).isFalse();
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(look().control().isThere()).isFalse();
  }

  @Test
  void aControlFolderOfSomebodyElseOrALinkIsNone() throws IOException {
    int uid = (Integer) Files.getAttribute(folder, "unix:uid");
    Path users = folder.resolve("50/root/tmp/holdfast-" + uid);
    Path another = folder.resolve("50/root/tmp/holdfast-" + (uid + 1));
    for (Path path : new Path[] {users, another}) {
      Files.createDirectories(path.resolve("50-77750"));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      Files.setPosixFilePermissions(
          path.resolve("50-77750"), PosixFilePermissions.fromString("rwx------"));
    }

    fake.status("Uid", "9 " + (uid + 1) + " 9 9");
    assertThat(look().control().path()).isEqualTo(another.resolve("50-77750"));
    assertThat(look().control().isThere()).isFalse();

    fake.status("Uid", "9 " + uid + " 9 9");
    assertThat(look().control().isThere()).isTrue();
    Files.move(users.resolve("50-77750"), users.resolve("elsewhere"));
    Files.createSymbolicLink(users.resolve("50-77750"), users.resolve("elsewhere"));
    assertThat(look().control().isThere()).isFalse();
  }
}
