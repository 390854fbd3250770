package libraries;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** SQL {@code CHECKPOINT} of a database in files. */
public final class Hsqldb implements Library {
  private static Connection connect(File folder, String more) throws Exception {
    return DriverManager.getConnection(
        "jdbc:hsqldb:file:" + folder + "/db;hsqldb.lock_file=false;hsqldb.tx=locks" + more, "SA", "");
  }

  @Override
  public void save(File folder, int version) throws Exception {
    try (Connection connection = connect(folder, "");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "CREATE TABLE IF NOT EXISTS state (k VARCHAR(20) PRIMARY KEY, v VARCHAR(200))");
      statement.execute("DELETE FROM state");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO state VALUES (?, ?)")) {
        for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
          insert.setString(1, entry.getKey());
          insert.setString(2, entry.getValue());
          insert.executeUpdate();
        }
      }
      connection.commit();
      statement.execute("CHECKPOINT");
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
  }

  @Override
  public int load(File folder) throws Exception {
    Map<String, String> entries = new TreeMap<String, String>();
    try (Connection connection = connect(folder, ";ifexists=true");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT k, v FROM state")) {
        while (rows.next()) {
          entries.put(rows.getString(1), rows.getString(2));
        }
      }
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
    if (entries.isEmpty()) {
      throw new IOException("the table is empty");
    }
    return Entries.versionOf(entries);
  }
}
