package dev.holdfast.it.libraries;

import dev.holdfast.it.Configuration;
import dev.holdfast.it.OrderLint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samples.Way;

/**
 * A library, by one of its calls that save.
 *
 * @param name with its version, as in {@code docs/libraries.md}
 * @param driver class of {@code src/libraries}, without its package
 * @param jars artifacts that it needs, without versions
 * @param since the oldest Java that it runs on
 * @param targets what a save must replace, relative to its folder, and how the library does it
 * @param first whether the first version, where there is no file, is checked as well
 * @param also files that may be forced though nothing is written to them since, or though the
 *     library does not force them itself: an expression, and the reason
 * @param covers what is expected
 * @param ruleLine one more line of the rule; empty: the defaults
 */
record Subject(
    String name,
    String driver,
    List<String> jars,
    int since,
    Map<String, Way.Kind> targets,
    First first,
    Also also,
    Covers covers,
    String ruleLine) {
  enum First {
    CHECKED,
    /** It is made in another way than the later ones: by an exclusive creation, in two saves. */
    AS_STOCK
  }

  /**
   * @param files an expression for names of files
   * @param reason a sentence
   */
  record Also(String files, String reason) {
    static final Also NONE = new Also("(?!)", "");
  }

  OrderLint.Before before() {
    return first == First.CHECKED ? OrderLint.Before.ABSENT : OrderLint.Before.EXISTS;
  }

  /** The JVMs it is run on: the oldest, 17, the newest. */
  List<Integer> features() {
    return List.of(since, 17, 25);
  }

  /** Whether a JVM in which a save has failed is of no use for the next one. */
  boolean keepsState() {
    return List.of("Hsqldb", "ZipFileSystem", "Prefs", "Keytool").contains(driver);
  }

  List<String> options(int feature) {
    List<String> options = new ArrayList<>();
    if (driver.equals("Keytool") && feature > 8) {
      options.add("--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED");
    }
    return options;
  }

  /** Protects everything below {@code folder}. */
  Path configuration(Path folder) {
    return ruleLine.isEmpty()
        ? Configuration.protecting(folder)
        : Configuration.protectingWith(ruleLine, folder);
  }

  @Override
  public String toString() {
    return ruleLine.isEmpty() ? driver : driver + ", " + ruleLine;
  }
}
