package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.integration.metadata.PropertiesPersistingMetadataStore;

/** {@code PropertiesPersistingMetadataStore.flush()}. */
public final class SpringMetadata implements Library {
  private static PropertiesPersistingMetadataStore store(File folder) throws Exception {
    PropertiesPersistingMetadataStore store = new PropertiesPersistingMetadataStore();
    store.setBaseDirectory(folder.getPath());
    store.afterPropertiesSet();
    return store;
  }

  @Override
  public void save(File folder, int version) throws Exception {
    PropertiesPersistingMetadataStore store = store(folder);
    for (String key : Entries.gone(version)) {
      store.remove(key);
    }
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      store.put(entry.getKey(), entry.getValue());
    }
    store.flush();
  }

  @Override
  public int load(File folder) throws Exception {
    PropertiesPersistingMetadataStore store = store(folder);
    Map<String, String> entries = new TreeMap<String, String>();
    for (int version = 1; version <= 3; version++) {
      for (String key : Entries.of(version).keySet()) {
        if (store.get(key) != null) {
          entries.put(key, store.get(key));
        }
      }
    }
    return Entries.versionOf(entries);
  }
}
