package libraries;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** A transaction of an embedded database. */
public final class Derby implements Library {
  private static final String NO_SUCH_TABLE = "42X05";

  private static String url(File folder) {
    System.setProperty("derby.stream.error.field", "java.lang.System.err");
    return "jdbc:derby:" + new File(folder, "db");
  }

  private static Connection connect(File folder) throws Exception {
    Class.forName("org.apache.derby.jdbc.EmbeddedDriver").getDeclaredConstructor().newInstance();
    return DriverManager.getConnection(url(folder) + ";create=true");
  }

  private static void shutDown(File folder) throws SQLException {
    try {
      DriverManager.getConnection(url(folder) + ";shutdown=true").close();
    } catch (SQLException always) {
      if (!"08006".equals(always.getSQLState())) {
        throw always;
      }
    }
  }

  @Override
  public void save(File folder, int version) throws Exception {
    try (Connection connection = connect(folder);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute("DELETE FROM state");
      } catch (SQLException none) {
        if (!NO_SUCH_TABLE.equals(none.getSQLState())) {
          throw none;
        }
        statement.execute("CREATE TABLE state (k VARCHAR(20), v VARCHAR(200))");
      }
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO state VALUES (?, ?)")) {
        for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
          insert.setString(1, entry.getKey());
          insert.setString(2, entry.getValue());
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
    shutDown(folder);
  }

  @Override
  public int load(File folder) throws Exception {
    Map<String, String> entries = new TreeMap<String, String>();
    try (Connection connection = connect(folder);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT k, v FROM state")) {
      while (rows.next()) {
        entries.put(rows.getString(1), rows.getString(2));
      }
    }
    shutDown(folder);
    return Entries.versionOf(entries);
  }
}
