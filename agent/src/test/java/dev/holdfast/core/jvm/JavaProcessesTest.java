package dev.holdfast.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaProcessesTest {
  @TempDir Path folder;
  private FakeProc proc;

  @BeforeEach
  void aMachine() {
    proc = new FakeProc(folder);
    proc.jvm(30, "java", "-jar", "/srv/shop.jar", "--port", "80");
    proc.jvm(7, "java", "-cp", "a", "org.example.Inventory", "--name", "north");
    proc.jvm(FakeProc.SELF, "java", "-jar", "holdfast.jar", "list");
    proc.process(9, "bash", "-c", "java");
  }

  @Test
  void allJvmsButTheOneThatLooksByPid() throws IOException {
    assertThat(proc.look().all()).hasToString("[7 org.example.Inventory, 30 shop.jar]");
    assertThat(proc.look().unseen()).isZero();
  }

  @Test
  void whatCannotBeLookedAtIsCountedButNotThreadsOfTheKernel() throws IOException {
    proc.jvm(50, "java", "-jar", "x.jar").cannotRead("maps");
    proc.process(51, "sshd").cannotRead("maps");
    proc.process(2).cannotRead("maps");

    assertThat(proc.look().unseen()).isEqualTo(2);
    assertThat(proc.look().all()).hasSize(2);
  }

  @Test
  void whatEndsWhileItIsLookedAtIsNotThere() throws IOException {
    proc.jvm(50, "java", "-jar", "x.jar").cannotRead("stat").cannotRead("cmdline");

    assertThat(proc.look().unseen()).isZero();
    assertThat(proc.look().all()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "org.example.Inventory, 7",
    "Inventory, 7",
    "inventory, 7",
    "invent, 7",
    "shop, 30",
    "SHOP.JAR, 30",
    "north, 7",
    "'--port 80', 30"
  })
  void whatSomebodyMeans(String word, int pid) throws Exception {
    assertThat(proc.look().find(word).pid()).isEqualTo(pid);
  }

  @ParameterizedTest
  @CsvSource({"Inventory, 7", "org.example.Inventory, 7", "InventoryReport, 31", "report, 31"})
  void aWholeNameGoesBeforeAPart(String word, int pid) throws Exception {
    proc.jvm(31, "java", "org.example.InventoryReport", "Inventory");

    assertThat(proc.look().find(word).pid()).isEqualTo(pid);
  }

  @Test
  void severalAreAllListed() {
    proc.jvm(31, "java", "org.example.Inventory", "--name", "south");

    assertThatThrownBy(() -> proc.look().find("Inventory"))
        .isInstanceOf(NoSuchJvmException.class)
        .hasMessage(
            """
            'Inventory' fits 2 JVMs; name one by its pid:
                7 org.example.Inventory --name north
                31 org.example.Inventory --name south""");
  }

  @Test
  void longArgumentsAreCut() {
    proc.jvm(31, "java", "org.example.Inventory", "x".repeat(500));

    assertThatThrownBy(() -> proc.look().find("Inventory"))
        .hasMessageEndingWith("31 org.example.Inventory " + "x".repeat(75) + "...");
  }

  @Test
  void noProcessWritesToTheTerminalByItsArguments() {
    proc.jvm(31, "java", "a/Inven\u001b[2Jtory", "\u0007\n");
    proc.jvm(32, "java", "Inven");

    assertThatThrownBy(() -> proc.look().find("nve"))
        .hasMessageContaining("31 a/Inven?[2Jtory ??\n    32 Inven");
  }

  @Test
  void noneOfThatName() {
    proc.process(51, "sshd").cannotRead("maps");

    assertThatThrownBy(() -> proc.look().find("stock"))
        .isInstanceOf(NoSuchJvmException.class)
        .hasMessage(
            """
            no JVM with 'stock' in its name
              running JVMs:
                7 org.example.Inventory --name north
                30 shop.jar --port 80
              (1 process of other users can't be looked at)""");
  }

  @Test
  void noneAtAll(@TempDir Path empty) {
    assertThatThrownBy(() -> new FakeProc(empty).look().find("stock"))
        .hasMessage("no JVM with 'stock' in its name\n  no JVM is running");
  }

  @Test
  void noSuchProcess() {
    assertThatThrownBy(() -> proc.look().find("8"))
        .isInstanceOf(NoSuchJvmException.class)
        .hasMessageStartingWith("no process 8\n  running JVMs:\n    7 org.example.Inventory");
  }

  @Test
  void aPidThatIsNoNumberOfTheSystem() {
    assertThatThrownBy(() -> proc.look().find("99999999999999999999"))
        .hasMessageStartingWith("no process 99999999999999999999\n");
  }

  @Test
  void notAJvm() {
    assertThatThrownBy(() -> proc.look().find("9"))
        .isInstanceOf(NoSuchJvmException.class)
        .hasMessageStartingWith("process 9 is not a JVM\n  running JVMs:");
  }

  @Test
  void thisCommandItself() {
    assertThatThrownBy(() -> proc.look().find("4242"))
        .hasMessageStartingWith("process 4242 is this command itself\n");
  }

  @Test
  void anotherUsers() {
    proc.jvm(50, "java", "-jar", "x.jar").status("Uid", "33 33 33 33").cannotRead("maps");

    assertThatThrownBy(() -> proc.look().find("50"))
        .isInstanceOf(NoSuchJvmException.class)
        .hasMessage(
            "process 50 can't be looked at: it is another user's (uid 33)\n"
                + "  run this command as that user: sudo -u '#33' java ...");
  }

  @Test
  void endedButNotWaitedFor() {
    proc.process(50).status("State", "Z (zombie)");

    assertThatThrownBy(() -> proc.look().find("50"))
        .hasMessageStartingWith("process 50 has ended\n");
  }

  @Test
  void theRealMachineHasThisJvmOnlyInTheEyesOfOthers() throws Exception {
    assertThat(JavaProcesses.now().all())
        .extracting(JavaProcess::pid)
        .doesNotContain((int) ProcessHandle.current().pid());
  }
}
