package libraries;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.List;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.FileHeader;
import net.lingala.zip4j.model.ZipParameters;

/** {@code ZipFile.removeFile}: version n is the archive without entries 2 to n. */
public final class Zip4j implements Library {
  private static final int ENTRIES = 120;

  @Override
  public void save(File folder, int version) throws Exception {
    File file = new File(folder, "archive.zip");
    try (ZipFile zip = new ZipFile(file)) {
      if (!file.exists()) {
        for (int i = 1; i <= ENTRIES; i++) {
          ZipParameters parameters = new ZipParameters();
          parameters.setFileNameInZip("entry" + i);
          zip.addStream(new ByteArrayInputStream(content(i)), parameters);
        }
      }
      if (version > 1) {
        zip.removeFile("entry" + version);
      }
    }
  }

  private static byte[] content(int entry) {
    return Entries.text(entry).substring(0, 2000).getBytes();
  }

  @Override
  public int load(File folder) throws Exception {
    File file = new File(folder, "archive.zip");
    if (!file.exists()) {
      throw new IOException("there is no " + file.getName());
    }
    try (ZipFile zip = new ZipFile(file)) {
      List<FileHeader> headers = zip.getFileHeaders();
      int version = ENTRIES - headers.size() + 1;
      for (FileHeader header : headers) {
        int number = Integer.parseInt(header.getFileName().substring("entry".length()));
        byte[] bytes = new byte[content(number).length];
        try (java.io.DataInputStream in = new java.io.DataInputStream(zip.getInputStream(header))) {
          in.readFully(bytes);
        }
        boolean right = java.util.Arrays.equals(bytes, content(number));
        if (!right || (number > 1 && number <= version)) {
          throw new IOException(header.getFileName() + " in version " + version);
        }
      }
      return version;
    }
  }
}
