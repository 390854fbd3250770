package dev.holdfast;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may name whom. Allow-lists: a package that is not named here may not be used. An exception is
 * one class by name, with its reason.
 */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = DoNotIncludeTests.class)
final class FloorTest {
  private static final List<Class<?>> WRITERS =
      List.of(
          FileOutputStream.class,
          RandomAccessFile.class,
          FileWriter.class,
          PrintStream.class,
          PrintWriter.class);

  private static final String[] JDK = {"java..", "javax.."};

  // ---- the floors, from the ground up

  @ArchTest
  static final ArchRule bootStandsOnTheGround =
      classes()
          .that()
          .resideInAPackage("dev.holdfast.boot..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java.lang", "java.io", "dev.holdfast.boot");

  /** It brings the boot floor into the bootstrap loader, so it can't stand on it. */
  @ArchTest static final ArchRule loadNamesTheJdkOnly = floor("load");

  @ArchTest
  static final ArchRule theDoorsNameLoadOnly =
      classes()
          .that()
          .resideInAPackage("dev.holdfast")
          .should()
          .onlyDependOnClassesThat(jdkAnd("dev.holdfast", "dev.holdfast.load"));

  @ArchTest static final ArchRule fsKnowsNothingOfTheRest = floor("core.fs", "boot");

  @ArchTest
  static final ArchRule configKnowsNothingOfTheRest =
      floor("core.config", "boot", "shaded:org.snakeyaml..");

  @ArchTest
  static final ArchRule observeKnowsNothingOfTheRest = floor("core.observe", "boot", "core.fs");

  @ArchTest static final ArchRule jmx = floor("core.jmx", "boot", "core.observe");

  /** The parsers of what is saved are libraries; each is loaded by the first save that asks. */
  @ArchTest
  static final ArchRule guard =
      floor("core.guard", "boot", "core.fs", "shaded:org.snakeyaml..", "shaded:com.fasterxml..");

  @ArchTest
  static final ArchRule save = floor("core.save", "boot", "core.fs", "core.guard", "core.observe");

  @ArchTest
  static final ArchRule recover =
      floor("core.recover", "boot", "core.fs", "core.guard", "core.observe", "core.save");

  /** What it is asked to do is another's: it knows how to ask, and no more. */
  @ArchTest static final ArchRule control = floor("core.control", "core.fs");

  /** Not the engine: what is woven calls the boot floor, whoever is behind it. */
  @ArchTest static final ArchRule weave = floor("core.weave", "boot", "shaded:org.objectweb.asm..");

  @ArchTest static final ArchRule jvmKnowsNothingOfTheRest = floor("core.jvm");

  @ArchTest
  static final ArchRule attach =
      floor("core.attach", "core.config", "core.jvm", "shaded:net.bytebuddy.agent..");

  @ArchTest
  static final ArchRule cli =
      floor(
          "core.cli",
          "boot",
          "core.fs",
          "core.config",
          "core.observe",
          "core.save",
          "core.recover",
          "core.weave",
          "core.jvm",
          "core.control",
          "shaded:com.fasterxml..",
          "core.attach",
          "shaded:picocli..");

  @ArchTest
  static final ArchRule nothingNamesStart =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.core.start..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.holdfast.core.start..");

  @ArchTest
  static final ArchRule everyPackageHasItsFloor =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("dev.holdfast"),
                      Stream.of(
                              "boot",
                              "load",
                              "core.fs",
                              "core.guard",
                              "core.save",
                              "core.recover",
                              "core.config",
                              "core.weave",
                              "core.observe",
                              "core.control",
                              "core.jvm",
                              "core.attach",
                              "core.jmx",
                              "core.cli",
                              "core.start")
                          .map(floor -> "dev.holdfast." + floor + ".."))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule noCircles =
      slices().matching("dev.holdfast.core.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  // ---- who may use what

  @ArchTest static final ArchRule onlyWeaveKnowsAsm = only("core.weave", "org.objectweb.asm..");

  /** It reads a configuration, and looks through what is saved. */
  @ArchTest
  static final ArchRule onlyConfigAndGuardKnowSnakeyaml =
      noClasses()
          .that(
              resideInAPackage("dev.holdfast..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "dev.holdfast.core.config..", "dev.holdfast.core.guard.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  /** It looks through what is saved; the command line reads the status, which is JSON. */
  @ArchTest
  static final ArchRule onlyGuardAndCliKnowJackson =
      noClasses()
          .that(
              resideInAPackage("dev.holdfast..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "dev.holdfast.core.guard..", "dev.holdfast.core.cli.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest static final ArchRule onlyAttachKnowsByteBuddy = only("core.attach", "net.bytebuddy..");

  @ArchTest static final ArchRule onlyCliKnowsPicocli = only("core.cli", "picocli..");

  /**
   * Config, jvm, attach and cli read files of their own; all that is saved goes through the seam.
   * The bridges are made of the default file system, and open nothing; the self-test is an
   * application: it writes through what is hooked.
   */
  @ArchTest
  static final ArchRule onlyTheSeamTouchesFiles =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.holdfast.core.fs..",
              "dev.holdfast.core.config..",
              "dev.holdfast.core.jvm..",
              "dev.holdfast.core.attach..",
              "dev.holdfast.core.cli..")
          .and()
          .haveNameNotMatching(
              "dev\\.holdfast\\.core\\.weave\\.(SystemCallBridges|SelfTest)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..");

  /** What we write ourselves would run into our own hooks. On a descriptor that is open is fine. */
  @ArchTest
  static final ArchRule onlyTheCommandLineWritesFilesByName =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.core.cli..")
          .and()
          .haveNameNotMatching("dev\\.holdfast\\.core\\.weave\\.SelfTest(\\$.*)?")
          .should()
          .callConstructorWhere(opensAFileForWriting());

  /**
   * They start half of the JDK, early, in somebody else's JVM. The MBean is entered where the
   * application has done so already.
   */
  @ArchTest
  static final ArchRule noLoggingNoManagement =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.core.jmx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "java.lang.management..", "javax.management..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.System$Logger");

  @ArchTest
  static final ArchRule onlyTheDoorAndTheCommandLineExit =
      noClasses()
          .that()
          .doNotBelongToAnyOf(HoldfastAgent.class)
          .and()
          .resideOutsideOfPackage("dev.holdfast.core.cli..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule standardOutputIsTheCommandLines =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.core.cli..")
          .should()
          .accessField(System.class, "out");

  /**
   * Classes of {@code dev.holdfast.name} depend on the JDK, themselves and {@code allowed}: other
   * floors by the same kind of name, or {@code shaded:} and a package pattern.
   */
  private static ArchRule floor(String name, String... allowed) {
    String[] packages =
        Stream.concat(
                Stream.of("dev.holdfast." + name + ".."),
                Stream.of(allowed)
                    .map(
                        floor ->
                            floor.startsWith("shaded:")
                                ? floor.substring("shaded:".length())
                                : "dev.holdfast." + floor + ".."))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("dev.holdfast." + name + "..")
        .should()
        .onlyDependOnClassesThat(jdkAnd(packages))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> jdkAnd(String... packages) {
    return resideInAnyPackage(JDK).or(resideInAnyPackage(packages)).or(belongToAPrimitive());
  }

  private static DescribedPredicate<JavaClass> belongToAPrimitive() {
    return DescribedPredicate.describe(
        "primitives and arrays of them", type -> type.getBaseComponentType().isPrimitive());
  }

  private static DescribedPredicate<JavaConstructorCall> opensAFileForWriting() {
    return DescribedPredicate.describe(
        "a writer, by name or File",
        call ->
            WRITERS.stream().anyMatch(call.getTargetOwner()::isAssignableTo)
                && call.getTarget().getRawParameterTypes().stream()
                    .anyMatch(
                        type ->
                            type.isEquivalentTo(File.class) || type.isEquivalentTo(String.class)));
  }

  private static ArchRule only(String floor, String library) {
    return noClasses()
        .that(
            resideInAPackage("dev.holdfast..")
                .and(DescribedPredicate.not(resideInAPackage("dev.holdfast." + floor + ".."))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
