package org.example.eventstore;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.TreeSet;

/** Blobs, each in a file whose name is the SHA-256 of its content. */
final class BlobFolder {
  private final File folder;

  BlobFolder(File folder) {
    this.folder = folder;
  }

  /**
   * The name of {@code data}. What has that name already is not written again: not safe, the file
   * may be the half that a crash has left.
   */
  String put(String data) throws IOException {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    String name = sha256(bytes);
    File file = new File(folder, name);
    if (!file.exists()) {
      Files.write(file.toPath(), bytes);
    }
    return name;
  }

  /** What is in the file, unchecked. */
  String getOrNull(String name) throws IOException {
    File file = new File(folder, name);
    return file.exists()
        ? new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8)
        : null;
  }

  Set<String> names() {
    Set<String> names = new TreeSet<String>();
    String[] found = folder.list();
    if (found != null) {
      for (String name : found) {
        if (!name.startsWith(".")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static String sha256(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return String.format("%064x", new BigInteger(1, digest.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
