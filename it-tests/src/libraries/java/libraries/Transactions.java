package libraries;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * A database that stays open, and its transactions, for measuring. Arguments: which one, its
 * folder. For each line of standard input, a number, as many transactions; says how many
 * nanoseconds they took.
 */
public final class Transactions {
  private Transactions() {}

  /** Commits {@code n}, durably. */
  private interface Database {
    void commit(int n) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Database database = open(arguments[0], new File(arguments[1]));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "US-ASCII"));
    int n = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int count = Integer.parseInt(line);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        database.commit(n++);
      }
      System.out.println(System.nanoTime() - start);
    }
    System.exit(0); // they leave threads
  }

  private static Database open(String which, File folder) throws Exception {
    if (which.equals("H2")) {
      // Else it writes half a second later, in a thread of its own.
      return sql("jdbc:h2:" + new File(folder, "db"), "SET WRITE_DELAY 0");
    }
    if (which.equals("Derby")) {
      System.setProperty("derby.stream.error.file", new File(folder, "derby.log").getPath());
      Class.forName("org.apache.derby.jdbc.EmbeddedDriver").getDeclaredConstructor().newInstance();
      return sql("jdbc:derby:" + new File(folder, "db") + ";create=true", null);
    }
    return lucene(folder);
  }

  private static Database sql(String url, String firstOrNull) throws Exception {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      if (firstOrNull != null) {
        statement.execute(firstOrNull);
      }
      statement.execute("CREATE TABLE state (k INTEGER PRIMARY KEY, v VARCHAR(200))");
    }
    final PreparedStatement insert = connection.prepareStatement("INSERT INTO state VALUES (?, ?)");
    return new Database() {
      @Override
      public void commit(int n) throws Exception {
        insert.setInt(1, n);
        insert.setString(2, "what transaction " + n + " has to say");
        insert.executeUpdate();
      }
    };
  }

  private static Database lucene(File folder) throws Exception {
    final IndexWriter writer =
        new IndexWriter(new NIOFSDirectory(folder.toPath()), new IndexWriterConfig(null));
    return new Database() {
      @Override
      public void commit(int n) throws Exception {
        Document document = new Document();
        document.add(new StoredField("value", "what transaction " + n + " has to say"));
        writer.addDocument(document);
        writer.commit();
      }
    };
  }
}
