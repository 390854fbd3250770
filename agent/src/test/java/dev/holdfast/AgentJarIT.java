package dev.holdfast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar as it is shipped: what is in it, where, under which names. */
final class AgentJarIT {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root", ".."));
  private static final Path JAR =
      Path.of(System.getProperty("holdfast.jar", "target/holdfast.jar"));
  private static final int BYTES_MAX = 6 << 20;
  private static final int JAVA_8 = 52;

  /** All that the application's class loader and class-path scanners can see. */
  private static final Pattern ROOT_CLASS =
      Pattern.compile("dev/holdfast/(HoldfastAgent|boot/[^/]+|load/[^/]+)\\.class");

  private static final Pattern CORE_CLASS =
      Pattern.compile(
          "core/dev/holdfast/(core|shaded/asm|shaded/snakeyaml|shaded/jackson|shaded/picocli|shaded/bytebuddy)/.+\\.classdata");

  /** The dependencies' own names, as class files write them in names, descriptors and strings. */
  private static final Pattern UNRELOCATED =
      Pattern.compile(
          "org[./]objectweb[./]asm"
              + "|org[./]snakeyaml[./]"
              + "|com[./]fasterxml[./]"
              + "|net[./]bytebuddy[./]"
              + "|(?<!dev[./]holdfast[./]shaded[./])picocli[./](?=[A-Z]|groovy)");

  private static JarFile jar;
  private static List<ZipEntry> entries;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(JAR.toFile());
    entries = List.copyOf(jar.stream().toList());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void theRootShowsTheDoorsBootLoadAndWhatJarsMustHave() {
    assertThat(names())
        .filteredOn(name -> !name.startsWith("core/") && !ROOT_CLASS.matcher(name).matches())
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/licenses/asm.txt");
  }

  @Test
  void allElseIsHiddenBelowCore() {
    assertThat(names())
        .filteredOn(name -> name.startsWith("core/"))
        .isNotEmpty()
        .allMatch(name -> CORE_CLASS.matcher(name).matches());
  }

  @Test
  void everyClassAndResourceOfOursIsInItsPlace() throws IOException {
    Path compiled = ROOT.resolve("agent/target/classes");
    try (Stream<Path> files = Files.walk(compiled)) {
      Set<String> expected =
          files
              .filter(Files::isRegularFile)
              .map(file -> compiled.relativize(file).toString().replace('\\', '/'))
              .filter(name -> !name.endsWith("package-info.class"))
              .map(AgentJarIT::placeOf)
              .collect(toSet());
      assertThat(names()).containsAll(expected);
    }
  }

  private static String placeOf(String name) {
    if (name.startsWith("META-INF/") || ROOT_CLASS.matcher(name).matches()) {
      return name;
    }
    return "core/" + name.replaceAll("\\.class$", ".classdata");
  }

  @Test
  void theDependenciesAreThere() {
    assertThat(names())
        .contains(
            "core/dev/holdfast/shaded/asm/ClassReader.classdata",
            "core/dev/holdfast/shaded/snakeyaml/v2/api/Load.classdata",
            "core/dev/holdfast/shaded/jackson/core/JsonFactory.classdata",
            "core/dev/holdfast/shaded/picocli/CommandLine.classdata",
            "core/dev/holdfast/shaded/bytebuddy/agent/VirtualMachine.classdata");
  }

  /** Sentences aside: picocli's own help speaks of picocli. */
  @Test
  void nothingNamesADependencyByItsOwnName() {
    assertThat(
            wrong(
                (entry, classFile) ->
                    classFile.strings().stream()
                        .filter(string -> !string.contains(" "))
                        .filter(string -> UNRELOCATED.matcher(string).find())
                        .toList()))
        .isEmpty();
  }

  @Test
  void java8LoadsEveryClass() {
    assertThat(
            wrong(
                (entry, classFile) -> {
                  int version = classFile.majorVersion();
                  boolean right =
                      entry.contains("/shaded/") ? version <= JAVA_8 : version == JAVA_8;
                  return right ? List.of() : List.of("version " + version);
                }))
        .isEmpty();
  }

  /** A class moved to another name or place would be found under neither. */
  @Test
  void everyClassIsNamedAsItsEntry() {
    assertThat(
            wrong(
                (entry, classFile) ->
                    entry.replaceAll("^core/|\\.class(data)?$", "").equals(classFile.name())
                        ? List.of()
                        : List.of("holds " + classFile.name())))
        .isEmpty();
  }

  @Test
  void theManifestIsTheTopLevelOneAndTheVersion() throws IOException {
    Attributes expected;
    try (InputStream in = Files.newInputStream(ROOT.resolve("MANIFEST.MF"))) {
      expected = new Manifest(in).getMainAttributes();
    }
    Attributes actual = jar.getManifest().getMainAttributes();
    assertThat(actual.getValue("Implementation-Version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    actual.remove(Attributes.Name.IMPLEMENTATION_VERSION);
    assertThat(actual).isEqualTo(expected);
    try (JarInputStream in = new JarInputStream(Files.newInputStream(JAR))) {
      assertThat(in.getManifest()).as("the manifest comes first").isNotNull();
    }
  }

  @Test
  void everyDoorOfTheManifestOpens() throws Exception {
    Attributes manifest = jar.getManifest().getMainAttributes();
    Class<?>[] agent = {String.class, Instrumentation.class};
    assertThat(door(manifest, "Premain-Class").getMethod("premain", agent)).isNotNull();
    assertThat(door(manifest, "Agent-Class").getMethod("agentmain", agent)).isNotNull();
    assertThat(door(manifest, "Launcher-Agent-Class").getMethod("agentmain", agent)).isNotNull();
    assertThat(door(manifest, "Main-Class").getMethod("main", String[].class)).isNotNull();
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
  }

  private static Class<?> door(Attributes manifest, String attribute) throws Exception {
    String name = manifest.getValue(attribute);
    assertThat(names()).contains(name.replace('.', '/') + ".class");
    return Class.forName(name);
  }

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThanOrEqualTo(BYTES_MAX);
  }

  @Test
  void everyEntryHasTheOneTime() {
    assertThat(entries)
        .extracting(ZipEntry::getTimeLocal)
        .containsOnly(LocalDateTime.of(2026, 11, 20, 0, 0));
  }

  /** Inflating costs start-up time; see the layout step in the pom. */
  @Test
  void everyEntryIsStoredAsItIs() {
    assertThat(entries).extracting(ZipEntry::getMethod).containsOnly(ZipEntry.STORED);
  }

  @Test
  void theLicenceOfEachDependencyIsNamed() throws IOException {
    assertThat(new String(bytes(jar.getEntry("META-INF/NOTICE")), UTF_8))
        .contains(
            "org.ow2.asm:asm",
            "org.snakeyaml:snakeyaml-engine",
            "com.fasterxml.jackson.core:jackson-core",
            "info.picocli:picocli",
            "net.bytebuddy:byte-buddy-agent");
  }

  private static List<String> names() {
    return entries.stream().map(ZipEntry::getName).toList();
  }

  /** What {@code check} finds wrong with each class file, after the entry's name. */
  private static List<String> wrong(BiFunction<String, ClassFile, List<String>> check) {
    List<String> wrong = new ArrayList<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      if (name.endsWith(".class") || name.endsWith(".classdata")) {
        check
            .apply(name, ClassFile.of(bytes(entry)))
            .forEach(finding -> wrong.add(name + ": " + finding));
      }
    }
    return wrong;
  }

  private static byte[] bytes(ZipEntry entry) {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
