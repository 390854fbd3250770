package libraries;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** SQL {@code SCRIPT TO}: an export over the one before. The database itself is in memory. */
public final class H2Script implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE state (k VARCHAR(20) PRIMARY KEY, v VARCHAR(200))");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO state VALUES (?, ?)")) {
        for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
          insert.setString(1, entry.getKey());
          insert.setString(2, entry.getValue());
          insert.executeUpdate();
        }
      }
      statement.execute("SCRIPT TO '" + new File(folder, "backup.sql") + "'");
    }
  }

  @Override
  public int load(File folder) throws Exception {
    Map<String, String> entries = new TreeMap<String, String>();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("RUNSCRIPT FROM '" + new File(folder, "backup.sql") + "'");
      try (ResultSet rows = statement.executeQuery("SELECT k, v FROM state")) {
        while (rows.next()) {
          entries.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return Entries.versionOf(entries);
  }
}
