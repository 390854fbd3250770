package dev.holdfast.core.cli;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Saves a file by every API that can write a whole one, and looks whether it was protected.
 *
 * <p>Method: each way has a folder of its own. A first version is saved, then a second one over it.
 * The second must be there whole, the event of a protected save must have been counted meanwhile,
 * and the folder must hold nothing but the file.
 */
final class EveryApi {
  private static final String TARGET = "saved.txt";

  private final File folder;
  private final ToLongFunction<Way.Kind> counter;

  /**
   * @param folder exists, is empty and protected; the caller removes it and what is in it
   * @param counter how many protected saves of a kind there have been in this JVM
   */
  EveryApi(File folder, ToLongFunction<Way.Kind> counter) {
    this.folder = folder;
    this.counter = counter;
  }

  static List<Way> ways() {
    List<Way> ways = new ArrayList<>(StreamWays.all());
    ways.addAll(ChannelWays.all());
    return ways;
  }

  /** One finding for {@code way}; throws nothing that a save can throw. */
  Finding tried(Way way) {
    File own = new File(folder, way.name().replaceAll("[^A-Za-z]+", "-"));
    if (!own.mkdir()) {
      return Finding.fail(way.name(), "cannot create " + own);
    }
    try {
      return tried(way, new File(own, TARGET));
    } catch (NoClassDefFoundError e) {
      return Finding.ok(way.name(), "not in this JVM (" + e.getMessage() + ")");
    } catch (Exception e) {
      return Finding.fail(way.name(), "failed: " + e);
    }
  }

  private Finding tried(Way way, File target) throws Exception {
    way.save(target, text("old", way));
    if (!way.holds(target, text("old", way))) {
      return Finding.fail(way.name(), "a new file does not hold what was saved");
    }
    long before = counter.applyAsLong(way.kind());
    way.save(target, text("new", way));
    long protectedSaves = counter.applyAsLong(way.kind()) - before;
    if (!way.holds(target, text("new", way))) {
      return Finding.fail(way.name(), "the file does not hold what was saved over it");
    }
    if (protectedSaves <= 0) {
      return Finding.fail(way.name(), "saved, but not protected");
    }
    List<String> others = othersThan(target);
    return others.isEmpty()
        ? Finding.ok(way.name(), "protected")
        : Finding.fail(way.name(), "protected, but left behind " + others);
  }

  /** More than one buffer of the JDK's (8192), in lines; another text for each way. */
  private static String text(String version, Way way) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append(version).append(" by ").append(way.name()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static List<String> othersThan(File target) throws IOException {
    String[] names = target.getParentFile().list();
    if (names == null) {
      throw new IOException("cannot list " + target.getParent());
    }
    List<String> others = new ArrayList<>(Arrays.asList(names));
    others.remove(target.getName());
    return others;
  }
}
