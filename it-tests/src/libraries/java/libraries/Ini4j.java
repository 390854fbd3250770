package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.ini4j.Ini;

/** {@code Ini.store()}. */
public final class Ini4j implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    Ini ini = new Ini();
    ini.setFile(new File(folder, "app.ini"));
    ini.add("state").putAll(Entries.of(version));
    ini.store();
  }

  @Override
  public int load(File folder) throws Exception {
    Map<String, String> state = new Ini(new File(folder, "app.ini")).get("state");
    Map<String, String> entries = new TreeMap<String, String>();
    if (state != null) {
      for (String key : state.keySet()) {
        entries.put(key, state.get(key));
      }
    }
    return Entries.versionOf(entries);
  }
}
