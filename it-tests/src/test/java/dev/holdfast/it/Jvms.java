package dev.holdfast.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The JVMs of the matrix. Looked for in the folder that the system property {@code holdfast.jdks}
 * names (one JDK in each of 8, 11, ...), then among the system's own.
 */
public final class Jvms {
  public static final List<Integer> MATRIX = List.of(8, 11, 17, 21, 25);

  private static final Map<Integer, Path> HOMES = find();

  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private Jvms() {}

  /** The whole matrix, missing ones included. For parameterized tests. */
  public static Stream<Jdk> matrix() {
    return MATRIX.stream().map(Jvms::of);
  }

  /** The JDK of {@code feature}, which may not be there. */
  public static Jdk of(int feature) {
    return new Jdk(feature, HOMES.get(feature));
  }

  /**
   * Skips the running test, loudly, where {@code jdk} is missing; fails it where all are required.
   */
  public static void require(Jdk jdk) {
    requireOrSkip(
        jdk.isThere(),
        jdk + " is not on this machine: tools/fetch-jdks " + jdksFolder() + " brings it");
  }

  /**
   * Skips the running test, or fails it with {@code -Dholdfast.require-all-jdks=true}: there
   * nothing may be missing.
   */
  public static void requireOrSkip(boolean there, String reason) {
    if (!there) {
      if (TOLD.add(reason)) {
        System.err.println("SKIPPED: " + reason);
      }
      if (Boolean.getBoolean("holdfast.require-all-jdks")) {
        throw new AssertionError("required, but " + reason);
      }
    }
    assumeTrue(there, reason);
  }

  private static Path jdksFolder() {
    return Path.of(System.getProperty("holdfast.jdks", "../.jdks")).toAbsolutePath().normalize();
  }

  private static Map<Integer, Path> find() {
    Map<Integer, Path> homes = new TreeMap<>();
    List<Path> candidates = new ArrayList<>();
    candidates.add(Path.of(System.getProperty("java.home")));
    candidates.addAll(foldersIn(Path.of("/usr/lib/jvm")));
    for (Path home : candidates) {
      if (Files.isExecutable(home.resolve("bin/java"))) {
        homes.put(feature(home), home);
      }
    }
    // the folder's own names count: Debian's 8 has no release file
    for (int feature : MATRIX) {
      Path home = jdksFolder().resolve(Integer.toString(feature));
      if (Files.isExecutable(home.resolve("bin/java"))) {
        homes.put(feature, home);
      }
    }
    return homes;
  }

  private static List<Path> foldersIn(Path folder) {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(folders::add);
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return folders;
  }

  /** By the file {@code release} that each JDK has: 1.8.0_x is 8. 0 if there is none. */
  private static int feature(Path home) {
    Path release = home.resolve("release");
    if (!Files.exists(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    String feature = version.startsWith("1.") ? version.substring(2) : version;
    return Integer.parseInt(feature.split("[^0-9]", 2)[0]);
  }
}
