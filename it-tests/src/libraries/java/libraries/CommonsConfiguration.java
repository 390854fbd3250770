package libraries;

import java.io.File;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.builder.FileBasedConfigurationBuilder;
import org.apache.commons.configuration2.builder.fluent.Parameters;

/** {@code FileBasedConfigurationBuilder.save()}, properties. */
public final class CommonsConfiguration implements Library {
  private static FileBasedConfigurationBuilder<PropertiesConfiguration> builder(
      File folder, Missing missing) {
    File file = new File(folder, "app.properties");
    boolean mayBeMissing = missing == Missing.ALLOWED && !file.exists();
    return new FileBasedConfigurationBuilder<PropertiesConfiguration>(
            PropertiesConfiguration.class, null, mayBeMissing)
        .configure(new Parameters().properties().setFile(file));
  }

  private enum Missing {
    ALLOWED,
    REFUSED
  }

  @Override
  public void save(File folder, int version) throws Exception {
    FileBasedConfigurationBuilder<PropertiesConfiguration> builder =
        builder(folder, Missing.ALLOWED);
    PropertiesConfiguration configuration = builder.getConfiguration();
    configuration.clear();
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      configuration.setProperty(entry.getKey(), entry.getValue());
    }
    builder.save();
  }

  @Override
  public int load(File folder) throws Exception {
    PropertiesConfiguration configuration = builder(folder, Missing.REFUSED).getConfiguration();
    Map<String, String> entries = new TreeMap<String, String>();
    for (Iterator<String> keys = configuration.getKeys(); keys.hasNext(); ) {
      String key = keys.next();
      entries.put(key, configuration.getString(key));
    }
    return Entries.versionOf(entries);
  }
}
