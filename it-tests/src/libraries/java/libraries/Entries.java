package libraries;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a version holds: some hundred entries, all of which name the version. */
final class Entries {
  private static final int LEAST = 300;
  private static final int STEP = 40;
  private static final int STEPS = 3;

  private Entries() {}

  /** About 20 KB. Some versions have more entries than others, so that a cut or stale end shows. */
  static Map<String, String> of(int version) {
    Map<String, String> entries = new TreeMap<String, String>();
    for (int i = 0; i < count(version); i++) {
      entries.put(key(i), value(version, i));
    }
    return entries;
  }

  /** As text, a line for each. */
  static String text(int version) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : of(version).entrySet()) {
      text.append(entry.getKey()).append('=').append(entry.getValue()).append('\n');
    }
    return text.toString();
  }

  static int versionOf(String text) throws IOException {
    Map<String, String> entries = new TreeMap<String, String>();
    for (String line : text.split("\n")) {
      String[] both = line.split("=", 2);
      if (both.length == 2) {
        entries.put(both[0], both[1]);
      }
    }
    int version = versionOf(entries);
    if (!text.equals(text(version))) {
      throw new IOException("version " + version + " with something added");
    }
    return version;
  }

  /** The version that {@code entries} are; 0 if there are none. Throws where they are no whole. */
  static int versionOf(Map<String, String> entries) throws IOException {
    if (entries.isEmpty()) {
      return 0;
    }
    String first = entries.get(key(0));
    if (first == null) {
      throw new IOException("the first entry is missing, of " + entries.size());
    }
    int version = Integer.parseInt(first.substring(1, first.indexOf(' ')));
    if (!entries.equals(of(version))) {
      Set<String> versions = new HashSet<String>();
      for (String value : entries.values()) {
        versions.add(value.substring(0, Math.max(0, value.indexOf(' '))));
      }
      throw new IOException(entries.size() + " entries of versions " + versions);
    }
    return version;
  }

  /** Keys of other versions that {@code version} does not have. */
  static List<String> gone(int version) {
    List<String> gone = new ArrayList<String>();
    for (int i = count(version); i < LEAST + STEP * STEPS; i++) {
      gone.add(key(i));
    }
    return gone;
  }

  private static int count(int version) {
    return LEAST + STEP * (version % STEPS);
  }

  private static String key(int i) {
    return String.format("key%04d", i);
  }

  private static String value(int version, int i) {
    return "v" + version + " of entry " + i + " and some more of it, as in life";
  }
}
