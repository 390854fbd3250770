package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** {@code FileBasedConfig.save()}. */
public final class JGitConfig implements Library {
  private static FileBasedConfig config(File folder) throws Exception {
    FileBasedConfig config = new FileBasedConfig(new File(folder, "config"), FS.detect());
    config.load();
    return config;
  }

  @Override
  public void save(File folder, int version) throws Exception {
    FileBasedConfig config = config(folder);
    config.clear();
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      config.setString("state", null, entry.getKey(), entry.getValue());
    }
    config.save();
  }

  @Override
  public int load(File folder) throws Exception {
    FileBasedConfig config = config(folder);
    Map<String, String> entries = new TreeMap<String, String>();
    for (String key : config.getNames("state")) {
      entries.put(key, config.getString("state", null, key));
    }
    return Entries.versionOf(entries);
  }
}
