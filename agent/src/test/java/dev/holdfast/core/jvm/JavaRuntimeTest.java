package dev.holdfast.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
  @TempDir Path folder;
  private FakeProc proc;
  private FakeProc.Fake fake;

  @BeforeEach
  void aProcess() {
    proc = new FakeProc(folder);
    fake = proc.process(50, "java", "Main");
  }

  private JavaRuntime look() throws IOException {
    return proc.look().all().get(0).runtime();
  }

  private void release(String home, String version) {
    fake.file(home + "/release", "OS_NAME=\"Linux\"\nJAVA_VERSION=\"" + version + "\"\nX=\"1\"\n");
  }

  @Test
  void laterThan8() throws IOException {
    fake.mapped("/lib/ld.so", "/usr/lib/jvm/jdk-25/lib/server/libjvm.so");
    release("/usr/lib/jvm/jdk-25", "25.0.3");

    assertThat(look().home()).isEqualTo("/usr/lib/jvm/jdk-25");
    assertThat(look().feature()).isEqualTo(25);
    assertThat(look()).hasToString("JDK 25.0.3");
    assertThat(look().vm()).isEqualTo(JavaRuntime.Vm.HOTSPOT);
    assertThat(look().instrumentLibrary()).isEqualTo("/usr/lib/jvm/jdk-25/lib/libinstrument.so");
  }

  @Test
  void aFirstReleaseHasOneNumber() throws IOException {
    fake.mapped("/jdk/lib/server/libjvm.so");
    release("/jdk", "26-ea");

    assertThat(look().feature()).isEqualTo(26);
  }

  @Test
  void eightAsAJdk() throws IOException {
    fake.mapped("/jdk8/jre/lib/amd64/server/libjvm.so");
    release("/jdk8", "1.8.0_504");

    assertThat(look().home()).isEqualTo("/jdk8");
    assertThat(look().version()).isEqualTo("1.8.0_504");
    assertThat(look().feature()).isEqualTo(8);
    assertThat(look().instrumentLibrary()).isEqualTo("/jdk8/jre/lib/amd64/libinstrument.so");
  }

  @Test
  void eightAsDebianHasIt() throws IOException {
    fake.mapped("/jdk8/jre/lib/amd64/server/libjvm.so").file("/jdk8/jre/lib/rt.jar", "");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.8.0_504");
    Path jar = folder.resolve("50/root/jdk8/jre/lib/rt.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }

    assertThat(look()).hasToString("JDK 1.8.0_504");
  }

  @Test
  void anInstallationThatDoesNotTell() throws IOException {
    fake.mapped("/jdk8/jre/lib/amd64/server/libjvm.so").file("/jdk8/jre/lib/rt.jar", "no jar");

    assertThat(look().feature()).isZero();
    assertThat(look()).hasToString("JDK ?");
  }

  @Test
  void updatedWhileItRuns() throws IOException {
    fake.mapped("/jdk/lib/server/libjvm.so (deleted)");

    assertThat(look().home()).isEqualTo("/jdk");
  }

  @Test
  void openJ9() throws IOException {
    fake.mapped("/j9/lib/default/libj9vm29.so", "/j9/lib/server/libjvm.so");
    release("/j9", "17.0.1");

    assertThat(look().vm()).isEqualTo(JavaRuntime.Vm.OPENJ9);
    assertThat(look()).hasToString("OpenJ9 17.0.1");
  }

  @Test
  void aProgramOfThatNameIsNone() throws IOException {
    fake.mapped("/usr/lib/libjvm.so.1", "/opt/notlibjvm.so");

    assertThat(proc.look().all()).isEmpty();
  }
}
