package libraries;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.Collections;

/** A zip file system: the archive is saved when it is closed. */
public final class ZipFileSystem implements Library {
  private static FileSystem open(File folder) throws Exception {
    URI uri = URI.create("jar:" + new File(folder, "archive.zip").toURI());
    return FileSystems.newFileSystem(uri, Collections.singletonMap("create", "true"));
  }

  @Override
  public void save(File folder, int version) throws Exception {
    try (FileSystem zip = open(folder)) {
      Files.write(zip.getPath("/state"), Entries.text(version).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public int load(File folder) throws Exception {
    try (FileSystem zip = open(folder)) {
      byte[] bytes = Files.readAllBytes(zip.getPath("/state"));
      return Entries.versionOf(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
