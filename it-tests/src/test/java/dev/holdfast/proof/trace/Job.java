package dev.holdfast.proof.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samples.Versions;
import samples.Way;
import samples.Ways;

/**
 * One target that one way saves.
 *
 * @param folder of its own, absolute and without links; it is there before
 */
record Job(String wayName, Situation situation, Path folder) {
  private static final int SEED = 7;
  private static final int OLD_VERSION = 900;
  private static final int OLD_SIZE = 500;

  /** It keeps its files where it wants, one root a JVM, so it is tried once. */
  static final String PREFERENCES = "Preferences.flush";

  Way way() {
    return Ways.all().get(wayName);
  }

  /** Whether the way puts a file in the place of a link, instead of writing to where it leads. */
  boolean replacesALink() {
    return way().kind() != Way.Kind.OVERWRITES || wayName.startsWith("Files.copy(");
  }

  /** As the program names it. */
  Path target() {
    return wayName.equals(PREFERENCES)
        ? folder.resolve(".java/.userPrefs/app/prefs.xml")
        : folder.resolve(situation.target());
  }

  /** What {@link samples.Ways} is told. */
  List<String> arguments() {
    return List.of(
        wayName, target() + "", situation.size() + "", situation.saves() + "", SEED + "");
  }

  /** The bytes that the program is to save as {@code version}. */
  byte[] content(int version) {
    return Versions.content(version, situation.size(), SEED);
  }

  /** Makes what the program is to find. */
  void prepare() throws IOException {
    Files.createDirectories(folder);
    if (!situation.overwrites()) {
      return;
    }
    Path real = folder.resolve(situation == Situation.THROUGH_A_LINK ? "real.dat" : "t.dat");
    try {
      way().save(real.toFile(), Versions.content(OLD_VERSION, OLD_SIZE, SEED));
    } catch (Exception failure) {
      throw new IOException("cannot make the old version of " + real, failure);
    }
    if (situation == Situation.THROUGH_A_LINK) {
      Files.createSymbolicLink(target(), Path.of("real.dat"));
    }
  }

  /** Why {@code saved}, the bytes of the target, are not {@code version}; null: they are. */
  String complaintOrNull(byte[] savedOrNull, int version) throws IOException {
    if (savedOrNull == null) {
      return "there is no file";
    }
    Path copy = Files.createTempDirectory("saved").resolve("prefs.xml");
    try {
      Files.write(copy, savedOrNull);
      String wanted = new String(content(version), java.nio.charset.StandardCharsets.US_ASCII);
      String found =
          situation.size() == 0 && savedOrNull.length == 0
              ? ""
              : new String(way().load(copy.toFile()), java.nio.charset.StandardCharsets.US_ASCII);
      boolean lines = wayName.contains("lines") && found.equals(wanted + "\n");
      return found.equals(wanted) || lines ? null : "it holds another content";
    } catch (Exception failure) {
      return "it can't be read back: " + failure;
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(copy.getParent());
    }
  }
}
