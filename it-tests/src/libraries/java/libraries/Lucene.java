package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergeScheduler;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;

/** {@code IndexWriter.commit()}. */
public final class Lucene implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    IndexWriterConfig config =
        new IndexWriterConfig(null)
            .setMergeScheduler(NoMergeScheduler.INSTANCE)
            .setCommitOnClose(false);
    try (FSDirectory index = new NIOFSDirectory(folder.toPath());
        IndexWriter writer = new IndexWriter(index, config)) {
      writer.deleteAll();
      for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
        Document document = new Document();
        document.add(new StoredField("key", entry.getKey()));
        document.add(new StoredField("value", entry.getValue()));
        writer.addDocument(document);
      }
      writer.commit();
    }
  }

  @Override
  public int load(File folder) throws Exception {
    Map<String, String> entries = new TreeMap<String, String>();
    try (FSDirectory index = new NIOFSDirectory(folder.toPath());
        DirectoryReader reader = DirectoryReader.open(index)) {
      for (int i = 0; i < reader.maxDoc(); i++) {
        Document document = reader.storedFields().document(i);
        entries.put(document.get("key"), document.get("value"));
      }
    }
    return Entries.versionOf(entries);
  }
}
