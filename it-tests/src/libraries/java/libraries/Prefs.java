package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.prefs.Preferences;

/** {@code Preferences.flush()}. The folder is the one that this JVM was started with. */
public final class Prefs implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    Preferences node = Preferences.userRoot().node("app");
    node.sync();
    for (String key : Entries.gone(version)) {
      node.remove(key);
    }
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      node.put(entry.getKey(), entry.getValue());
    }
    node.flush();
  }

  @Override
  public int load(File folder) throws Exception {
    Preferences node = Preferences.userRoot().node("app");
    node.sync();
    Map<String, String> entries = new TreeMap<String, String>();
    for (String key : node.keys()) {
      entries.put(key, node.get(key, ""));
    }
    return Entries.versionOf(entries);
  }
}
