package dev.holdfast.core.save;

import dev.holdfast.core.fs.ProcessStat;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Who owns a shadow copy: a process of one boot of one machine, in one pid namespace. A process
 * number alone is used again, so its start time belongs to it (proc(5), stat, field 22).
 */
public final class Owner {
  private static final String HEX = "0123456789abcdef";
  private static final int STARTED_DIGITS = 11;

  private final String boot;
  private final String namespace;
  private final String process;
  private final String started;

  private Owner(String boot, String namespace, String process, String started) {
    this.boot = boot;
    this.namespace = namespace;
    this.process = process;
    this.started = started;
  }

  /**
   * This process; {@code namespace} is what the link /proc/self/ns/pid says. Throws {@code
   * IOException} where /proc doesn't tell.
   */
  public static Owner ofThisProcess(String namespace) throws IOException {
    ProcessStat stat = ProcessStat.of("self");
    return new Owner(
        bootNow(),
        namespaceIn(namespace),
        hex(stat.number(), 8),
        hex(stat.start(), STARTED_DIGITS));
  }

  private static String bootNow() throws IOException {
    return read("/proc/sys/kernel/random/boot_id").replace("-", "").substring(0, 12);
  }

  /** From "pid:[4026531836]". */
  private static String namespaceIn(String link) throws IOException {
    int begin = link.indexOf('[');
    int end = link.indexOf(']');
    if (begin < 0 || end < begin) {
      throw new IOException("/proc/self/ns/pid says '" + link + "', which is no namespace");
    }
    return hex(link.substring(begin + 1, end), 8);
  }

  private static String hex(String decimal, int digits) {
    long value = Long.parseLong(decimal);
    char[] text = new char[digits];
    for (int i = digits - 1; i >= 0; i--) {
      text[i] = HEX.charAt((int) (value & 15));
      value >>>= 4;
    }
    return new String(text);
  }

  private static String read(String file) throws IOException {
    byte[] buffer = new byte[1024];
    try (FileInputStream in = new FileInputStream(file)) {
      int count = Math.max(0, in.read(buffer));
      return new String(buffer, 0, count, StandardCharsets.ISO_8859_1).trim();
    }
  }

  /** Fixed length: boot, namespace, process, start. */
  @Override
  public String toString() {
    return boot + namespace + process + started;
  }

  static final int LENGTH = 12 + 8 + 8 + STARTED_DIGITS;

  /** The owner that {@code text} names; null if it is none. */
  static Owner parseOrNull(String text) {
    if (text.length() != LENGTH || !isHex(text)) {
      return null;
    }
    return new Owner(
        text.substring(0, 12), text.substring(12, 20), text.substring(20, 28), text.substring(28));
  }

  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (HEX.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the owner has certainly ended, as this process {@code self} can tell: the same boot and
   * namespace, and no process of that number and start. Another boot: only where {@code otherBoots}
   * says that no other machine can have the folder.
   */
  public boolean hasEnded(Owner self, OtherBoots otherBoots) {
    if (!boot.equals(self.boot)) {
      return otherBoots == OtherBoots.HAVE_ENDED;
    }
    if (!namespace.equals(self.namespace)) {
      return false; // its process may be alive where this one cannot see it
    }
    String its = Long.toString(Long.parseLong(process, 16));
    try {
      return !started.equals(hex(ProcessStat.of(its).start(), STARTED_DIGITS));
    } catch (IOException unread) {
      // It may be there, and only no descriptor left to read it by.
      return !new File("/proc/" + its).exists();
    }
  }

  /** What another boot id means: a folder on a local disk has one machine, a network's many. */
  public enum OtherBoots {
    HAVE_ENDED,
    MAY_LIVE
  }
}
