package dev.holdfast;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * What a class file says of itself.
 *
 * @param name with slashes
 * @param majorVersion 52 is Java 8
 * @param strings every CONSTANT_Utf8 of the constant pool: names, descriptors, literals
 */
record ClassFile(String name, int majorVersion, List<String> strings) {
  private static final int CONSTANT_UTF8 = 1;

  static ClassFile of(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    List<String> strings = new ArrayList<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      // Just after the tag; 0 for the second half of a long or double.
      int item = reader.getItem(i);
      if (item > 0 && reader.readByte(item - 1) == CONSTANT_UTF8) {
        strings.add(latin1(reader, item));
      }
    }
    return new ClassFile(reader.getClassName(), reader.readUnsignedShort(6), strings);
  }

  /** One char a byte: right for ASCII, which is what is looked for. */
  private static String latin1(ClassReader reader, int item) {
    int length = reader.readUnsignedShort(item);
    StringBuilder string = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      string.append((char) (reader.readByte(item + 2 + i) & 0xFF));
    }
    return string.toString();
  }
}
