package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samples.SavesOnce;

/** Class data sharing with the agent, by the commands of docs/deployment/cds.md. */
class CdsIT {
  private static final String OPENER = SavesOnce.class.getName();
  private static final String PLAIN = OPENER + "$Plain";

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    folder = temporary.toRealPath();
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("app.yaml"), Configuration.rule("", "data/**"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, OPENER);
    try (OutputStream file = Files.newOutputStream(folder.resolve("app.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (String type : List.of(OPENER, PLAIN)) {
        String entry = type.replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        Files.copy(ChildJvm.SAMPLES.resolve(entry), jar);
      }
    }
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void anArchiveMadeWithoutTheAgentIsUsedWithIt(int feature) throws Exception {
    assertThat(run(feature, "AppCDS, training").out()).contains("saved unprotected");
    assertThat(folder.resolve("app.jsa")).isNotEmptyFile();

    ChildJvm.Result start = run(feature, "AppCDS, every start");

    assertProtected(start);
    List<String> loaded = loaded();
    assertThat(source(PLAIN, loaded)).isEqualTo("shared objects file (top)");
    assertThat(source(OPENER, loaded)).as("it is woven").doesNotContain("shared");
    assertMostOfTheJdkIsShared(loaded);
    if (feature < 25) {
      assertThat(start.errLines()).as(start::toString).hasSize(2);
    } else {
      assertThat(start.out()).contains("Mismatched values for property jdk.module.addmods");
    }
  }

  @Test
  void aCacheTrainedWithTheAgentIsUsedWithIt() throws Exception {
    ChildJvm.Result training = run(25, "AOT cache, training");
    assertProtected(training);
    assertThat(training.out()).contains(OPENER.replace('.', '/') + ": From ClassFileLoadHook");
    assertThat(folder.resolve("app.aot")).isNotEmptyFile();

    ChildJvm.Result start = run(25, "AOT cache, every start");

    assertProtected(start);
    List<String> loaded = loaded();
    assertThat(source(PLAIN, loaded)).isEqualTo("shared objects file");
    assertThat(source(OPENER, loaded)).as("it is woven").doesNotContain("shared");
    assertMostOfTheJdkIsShared(loaded);
    assertThat(start.out()).doesNotContain("[error]", "[warning]");
  }

  /** Why the page says so. */
  @Test
  void aCacheTrainedWithoutTheAgentIsOfNoUse() throws Exception {
    String training = block("AOT cache, training").replaceAll("-javaagent:\\S+ ", "");
    assertThat(run(25, List.of("sh", "-c", training)).out()).contains("saved unprotected");

    ChildJvm.Result start = run(25, "AOT cache, every start");

    assertProtected(start);
    assertThat(start.out()).contains("Unable to map shared spaces");
    assertThat(loaded()).noneMatch(line -> line.contains("shared objects file"));
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {17, 25})
  void anArchiveIsNotMadeWithTheAgent(int feature) throws Exception {
    String withAgent =
        block("AppCDS, every start").replace("SharedArchiveFile", "ArchiveClassesAtExit");

    ChildJvm.Result result = run(feature, List.of("sh", "-c", withAgent));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out() + result.err())
        .contains("Must enable AllowArchivingWithJavaAgent in order to run Java agent");
    assertThat(folder.resolve("data")).isEmptyDirectory();
  }

  private void assertProtected(ChildJvm.Result result) {
    assertThat(result.exit()).as(result::toString).isZero();
    assertThat(result.out()).contains("saved {").contains("\"committed\":1,\"failed\":0");
    assertThat(result.errLines())
        .filteredOn(line -> line.startsWith("holdfast"))
        .singleElement()
        .asString()
        .startsWith("holdfast: active, ");
    assertThat(folder.resolve("data/state.txt")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  /** Without any archive it is none at all. */
  private static void assertMostOfTheJdkIsShared(List<String> loaded) {
    assertThat(loaded)
        .filteredOn(line -> line.contains("shared objects file"))
        .hasSizeGreaterThan(loaded.size() / 2);
  }

  private static String source(String type, List<String> loaded) {
    String line = " " + type + " source: ";
    List<String> found = loaded.stream().filter(text -> text.contains(line)).toList();
    assertThat(found).as("where %s came from", type).hasSize(1);
    return found.get(0).substring(found.get(0).indexOf(line) + line.length());
  }

  private List<String> loaded() throws IOException {
    return Files.readAllLines(folder.resolve("loaded.log"));
  }

  private String block(String title) {
    return DeploymentPage.of("cds.md").block(title, folder);
  }

  private ChildJvm.Result run(int feature, String title) throws IOException {
    return run(feature, List.of("sh", "-c", block(title)));
  }

  private ChildJvm.Result run(int feature, List<String> command) throws IOException {
    Jdk jdk = Jvms.of(feature);
    Jvms.require(jdk);
    return Server.run(
        command,
        Map.of(
            "PATH",
            jdk.home().resolve("bin") + ":" + System.getenv("PATH"),
            "JDK_JAVA_OPTIONS",
            "-Xlog:class+load:file=loaded.log"),
        folder);
  }
}
