package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.h2.util.SortedProperties;

/** {@code SortedProperties.store}: the settings of H2's server and console. */
public final class H2Properties implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    SortedProperties properties = new SortedProperties();
    properties.putAll(Entries.of(version));
    properties.store(new File(folder, ".h2.server.properties").getPath());
  }

  @Override
  public int load(File folder) throws Exception {
    SortedProperties properties =
        SortedProperties.loadProperties(new File(folder, ".h2.server.properties").getPath());
    Map<String, String> entries = new TreeMap<String, String>();
    for (String key : properties.stringPropertyNames()) {
      entries.put(key, properties.getProperty(key));
    }
    return Entries.versionOf(entries);
  }
}
