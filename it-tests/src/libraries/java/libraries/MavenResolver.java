package libraries;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.aether.internal.impl.DefaultTrackingFileManager;

/** {@code DefaultTrackingFileManager.update}: {@code _remote.repositories} and the like. */
public final class MavenResolver implements Library {
  private final DefaultTrackingFileManager manager = new DefaultTrackingFileManager();

  @Override
  public void save(File folder, int version) {
    Map<String, String> updates = new HashMap<String, String>(Entries.of(version));
    for (String key : Entries.gone(version)) {
      updates.put(key, null);
    }
    manager.update(new File(folder, "_remote.repositories"), updates);
  }

  @Override
  public int load(File folder) throws Exception {
    Properties read = manager.read(new File(folder, "_remote.repositories"));
    Map<String, String> entries = new TreeMap<String, String>();
    if (read != null) {
      for (String key : read.stringPropertyNames()) {
        entries.put(key, read.getProperty(key));
      }
    }
    return Entries.versionOf(entries);
  }
}
