package libraries;

import java.io.File;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.User;
import org.apache.catalina.startup.CatalinaBaseConfigurationSource;
import org.apache.catalina.users.MemoryUserDatabase;
import org.apache.tomcat.util.file.ConfigFileLoader;

/** {@code MemoryUserDatabase.save()}: tomcat-users.xml. */
public final class TomcatUsers implements Library {
  private static MemoryUserDatabase database(File folder) {
    System.setProperty("catalina.base", folder.getPath());
    ConfigFileLoader.setSource(new CatalinaBaseConfigurationSource(folder, "server.xml"));
    MemoryUserDatabase database = new MemoryUserDatabase();
    database.setPathname(new File(folder, "tomcat-users.xml").getPath());
    database.setReadonly(false);
    return database;
  }

  @Override
  public void save(File folder, int version) throws Exception {
    MemoryUserDatabase database = database(folder);
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      database.createUser(entry.getKey(), entry.getValue(), null);
    }
    database.save();
  }

  @Override
  public int load(File folder) throws Exception {
    if (!new File(folder, "tomcat-users.xml").exists()) {
      throw new IOException("there is no tomcat-users.xml");
    }
    MemoryUserDatabase database = database(folder);
    database.open();
    Map<String, String> entries = new TreeMap<String, String>();
    for (Iterator<User> users = database.getUsers(); users.hasNext(); ) {
      User user = users.next();
      entries.put(user.getUsername(), user.getPassword());
    }
    return Entries.versionOf(entries);
  }
}
