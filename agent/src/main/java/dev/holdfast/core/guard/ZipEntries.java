package dev.holdfast.core.guard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive as its readers see it: by the directory at its end, and every entry to its end. */
final class ZipEntries {
  private ZipEntries() {}

  static String check(Content content) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(content.path());
    } catch (ZipException | IllegalArgumentException wrong) { // the latter: names that are no UTF-8
      return "no archive: " + wrong.getMessage();
    }
    try (ZipFile closed = zip) {
      byte[] buffer = new byte[16 << 10];
      Enumeration<? extends ZipEntry> entries = closed.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String why = whyNotOrNull(closed, entry, buffer);
        if (why != null) {
          return "entry '" + entry.getName() + "': " + why;
        }
      }
      return null;
    }
  }

  /** ZipFile itself does not compare checksums. */
  private static String whyNotOrNull(ZipFile zip, ZipEntry entry, byte[] buffer)
      throws IOException {
    CRC32 checksum = new CRC32();
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      if (in == null) {
        return "not found by its name";
      }
      for (int n = in.read(buffer); n >= 0 && size <= entry.getSize(); n = in.read(buffer)) {
        checksum.update(buffer, 0, n);
        size += n;
      }
    } catch (ZipException | java.io.EOFException wrong) {
      return wrong.getMessage();
    }
    if (size != entry.getSize()) {
      return "not the " + entry.getSize() + " bytes that the directory tells of";
    }
    return checksum.getValue() == entry.getCrc() ? null : "the checksum is another";
  }
}
