package libraries;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.zookeeper.common.AtomicFileOutputStream;

/** {@code AtomicFileOutputStream}: forces its temporary file and renames it, no more. */
public final class ZooKeeperFile implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    try (AtomicFileOutputStream out =
        new AtomicFileOutputStream(new File(folder, "currentEpoch"))) {
      out.write(Entries.text(version).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public int load(File folder) throws Exception {
    byte[] bytes = Files.readAllBytes(new File(folder, "currentEpoch").toPath());
    return Entries.versionOf(new String(bytes, StandardCharsets.UTF_8));
  }
}
