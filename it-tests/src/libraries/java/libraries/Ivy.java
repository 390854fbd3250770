package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ivy.util.PropertiesFile;

/** {@code PropertiesFile.save()}: Ivy's cache of where artifacts came from. */
public final class Ivy implements Library {
  @Override
  public void save(File folder, int version) {
    PropertiesFile file = new PropertiesFile(new File(folder, "ivydata-1.0.properties"), "ivy");
    file.clear();
    file.putAll(Entries.of(version));
    file.save();
  }

  @Override
  public int load(File folder) throws Exception {
    PropertiesFile file = new PropertiesFile(new File(folder, "ivydata-1.0.properties"), "ivy");
    Map<String, String> entries = new TreeMap<String, String>();
    for (String key : file.stringPropertyNames()) {
      entries.put(key, file.getProperty(key));
    }
    return Entries.versionOf(entries);
  }
}
