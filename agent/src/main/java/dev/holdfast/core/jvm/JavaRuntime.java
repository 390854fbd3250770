package dev.holdfast.core.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The installation that a JVM runs from, found by its libjvm.so. */
public final class JavaRuntime {
  private static final String LIBRARY = "/libjvm.so";
  private static final String DELETED = " (deleted)";

  private final String library;
  private final String home;
  private final String version;
  private final Vm vm;

  /** Whose virtual machine it is. */
  public enum Vm {
    HOTSPOT,
    OPENJ9
  }

  private JavaRuntime(String library, String home, String version, Vm vm) {
    this.library = library;
    this.home = home;
    this.version = version;
    this.vm = vm;
  }

  /** Null if {@code maps}, a text of proc(5), has no libjvm.so. */
  static JavaRuntime inOrNull(String maps, ProcessFolder process) throws IOException {
    String library = null;
    Vm vm = Vm.HOTSPOT;
    for (String line : maps.split("\n")) {
      int slash = line.indexOf('/');
      if (slash < 0) {
        continue;
      }
      String path = line.substring(slash);
      if (path.endsWith(DELETED)) {
        path = path.substring(0, path.length() - DELETED.length()); // updated while it runs
      }
      if (path.endsWith(LIBRARY) && library == null) {
        library = path;
      } else if (path.startsWith("libj9vm", path.lastIndexOf('/') + 1)) {
        vm = Vm.OPENJ9;
      }
    }
    if (library == null) {
      return null;
    }
    String home = home(library);
    return new JavaRuntime(library, home, version(home, process), vm);
  }

  /** HOME/lib/server/libjvm.so; of Java 8 HOME/[jre/]lib/ARCHITECTURE/server/libjvm.so. */
  private static String home(String library) {
    int lib = library.lastIndexOf("/lib/");
    String home = lib < 0 ? folderOf(folderOf(library)) : library.substring(0, lib);
    return home.endsWith("/jre") ? folderOf(home) : home;
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String version(String home, ProcessFolder process) throws IOException {
    Path release = process.seenFromHere(home + "/release");
    if (Files.isReadable(release)) {
      for (String line : new String(Files.readAllBytes(release), UTF_8).split("\n")) {
        if (line.startsWith("JAVA_VERSION=")) {
          return line.substring(line.indexOf('=') + 1).replace("\"", "").trim();
        }
      }
    }
    for (String jar : new String[] {"/jre/lib/rt.jar", "/lib/rt.jar"}) { // Debian's 8
      Path file = process.seenFromHere(home + jar);
      if (Files.isReadable(file)) {
        return versionOf(file);
      }
    }
    return "";
  }

  private static String versionOf(Path rtJar) {
    try (JarFile jar = new JarFile(rtJar.toFile())) {
      Manifest manifest = jar.getManifest();
      String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "" : version;
    } catch (IOException damaged) {
      return ""; // of no use, but no reason to leave the JVM out
    }
  }

  /** The folder, as the process sees it: of a JDK 8 the JDK's, not that of its jre. */
  public String home() {
    return home;
  }

  /** As {@code java.version} has it; empty where the installation doesn't tell. */
  public String version() {
    return version;
  }

  /** 8, 11, 17, ...; 0 where the installation doesn't tell. */
  public int feature() {
    String[] numbers = version.split("[^0-9]", 3);
    String feature = numbers[0].equals("1") && numbers.length > 1 ? numbers[1] : numbers[0];
    return feature.isEmpty() ? 0 : Integer.parseInt(feature);
  }

  public Vm vm() {
    return vm;
  }

  /** What the JVM loads agents with, as the process sees it; not every image has it. */
  public String instrumentLibrary() {
    return folderOf(folderOf(library)) + "/libinstrument.so";
  }

  /** For a table: {@code JDK 17.0.15}. */
  @Override
  public String toString() {
    return (vm == Vm.OPENJ9 ? "OpenJ9 " : "JDK ") + (version.isEmpty() ? "?" : version);
  }
}
