package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line as users type it, out of the jar. */
class CommandLineIT {
  @TempDir private Path temporary;

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void verifyFindsEveryHookAndEveryApiProtected(Jdk jdk) throws Exception {
    Tool.Typed typed = Tool.on(jdk).option("-Djava.io.tmpdir=" + temporary).run("verify");

    assertThat(typed.status()).as(typed.toString()).isZero();
    assertThat(typed.out())
        .as(typed.toString())
        .contains("OK    new FileOutputStream(File): protected")
        .contains("OK    File.renameTo: protected")
        .containsPattern("OK {4}java\\.io\\.FileOutputStream\\.open\\(.*: woven, fired")
        .contains("Every way of saving a whole file is protected on this JVM.")
        .doesNotContain("FAIL", "WARN");
    assertThat(typed.err().lines()).singleElement().asString().startsWith("holdfast: active, ");
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theSelfTestFailsInAJvmWithoutTheAgent(Jdk jdk) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("saves"));

    Tool.Typed typed = Tool.on(jdk).withoutAgent().run("self-test", folder.toString());

    assertThat(typed.status()).as(typed.toString()).isEqualTo(1);
    assertThat(typed.out()).doesNotContain("OK ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void eachExitStatusAndNothingButTheMessage(Jdk jdk) throws Exception {
    Path wrong = Files.writeString(temporary.resolve("wrong.yaml"), "holdfast: 2\n");

    Tool.Typed usage = Tool.on(jdk).run();
    Tool.Typed check = Tool.on(jdk).run("check", wrong.toString());
    Tool.Typed sick = Tool.on(jdk).run("doctor", temporary + "/missing");
    Tool.Typed well = Tool.on(jdk).run("doctor", temporary.toString());

    assertThat(usage.status()).isEqualTo(2);
    assertThat(usage.out()).isEmpty();
    assertThat(usage.err()).startsWith("Usage: java -jar holdfast.jar");
    assertThat(check.status()).isEqualTo(78);
    assertThat(check.out()).isEmpty();
    assertThat(check.err()).startsWith(wrong + ":1:");
    assertThat(sick.status()).isEqualTo(1);
    assertThat(sick.out()).startsWith("FAIL  folder: ");
    assertThat(sick.err()).isEmpty();
    assertThat(well.status()).as(well.toString()).isZero();
    assertThat(well.err()).isEmpty();
  }
}
