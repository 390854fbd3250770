package libraries;

import java.io.File;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;

/** {@code FileOffsetBackingStore.save()}, as it is after each commit of offsets. */
public final class KafkaOffsets implements Library {
  /** Without a worker's configuration, which wants a cluster. */
  private static final class Store extends FileOffsetBackingStore {
    Store(File folder) throws ReflectiveOperationException {
      super(new ByteArrayConverter());
      Field file = FileOffsetBackingStore.class.getDeclaredField("file");
      file.setAccessible(true);
      file.set(this, new File(folder, "connect.offsets"));
    }

    void save(int version) {
      data.clear();
      for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
        data.put(buffer(entry.getKey()), buffer(entry.getValue()));
      }
      save();
    }

    Map<String, String> load() {
      start();
      Map<String, String> entries = new TreeMap<String, String>();
      for (Map.Entry<ByteBuffer, ByteBuffer> entry : data.entrySet()) {
        entries.put(text(entry.getKey()), text(entry.getValue()));
      }
      stop();
      return entries;
    }

    private static ByteBuffer buffer(String text) {
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteBuffer buffer) {
      return new String(buffer.array(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void save(File folder, int version) throws Exception {
    new Store(folder).save(version);
  }

  @Override
  public int load(File folder) throws Exception {
    return Entries.versionOf(new Store(folder).load());
  }
}
