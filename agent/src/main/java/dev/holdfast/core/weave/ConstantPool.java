package dev.holdfast.core.weave;

/** A look at the constants of a class file, before anybody parses it: every class is asked. */
final class ConstantPool {
  private ConstantPool() {}

  /** Which of {@code names} are there: bit 0 for the first. Sizes of the entries: JVMS 4.4. */
  static int found(byte[] classFile, byte[][] names) {
    int found = 0;
    int at = 10;
    for (int left = unsigned(classFile, 8) - 1; left > 0; left--) {
      switch (classFile[at]) {
        case 1: // Utf8
          int length = unsigned(classFile, at + 1);
          for (int i = 0; i < names.length; i++) {
            if (names[i].length == length && matches(classFile, at + 3, names[i])) {
              found |= 1 << i;
            }
          }
          at += 3 + length;
          break;
        case 7: // Class
        case 8: // String
        case 16: // MethodType
        case 19: // Module
        case 20: // Package
          at += 3;
          break;
        case 15: // MethodHandle
          at += 4;
          break;
        case 5: // Long
        case 6: // Double
          at += 9;
          left--;
          break;
        default:
          at += 5;
      }
    }
    return found;
  }

  private static boolean matches(byte[] classFile, int at, byte[] name) {
    // From the end: many names begin with java/io/File.
    for (int i = name.length - 1; i >= 0; i--) {
      if (classFile[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int unsigned(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  static byte[][] ascii(String... texts) {
    byte[][] names = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      names[i] = new byte[texts[i].length()];
      for (int at = 0; at < names[i].length; at++) {
        names[i][at] = (byte) texts[i].charAt(at);
      }
    }
    return names;
  }
}
