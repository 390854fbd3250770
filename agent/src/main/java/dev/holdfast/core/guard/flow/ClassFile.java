package dev.holdfast.core.guard.flow;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The methods of a class file, chapter 4 of the JVM specification. */
public final class ClassFile {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;

  private final byte[] bytes;

  /** Where each constant begins, at its tag. */
  private final int[] constants;

  private final List<Method> methods = new ArrayList<>();

  private static final class Method {
    final String name;
    final String descriptor;

    /** Where the content of its attribute Code begins. */
    final int code;

    Method(String name, String descriptor, int code) {
      this.name = name;
      this.descriptor = descriptor;
      this.code = code;
    }
  }

  private ClassFile(byte[] bytes) throws IOException {
    this.bytes = bytes;
    if (bytes.length < 10 || u4(0) != MAGIC) {
      throw new IOException("no class file");
    }
    constants = new int[u2(8)];
    int at = readConstants(10);
    at += 6; // flags, this, super
    at += 2 + 2 * u2(at); // interfaces
    at = readMembers(at); // fields
    methods.clear();
    readMembers(at);
  }

  /** Throws where {@code bytes} are no class file of a kind that is known. */
  public static ClassFile of(byte[] bytes) throws IOException {
    try {
      return new ClassFile(bytes);
    } catch (IndexOutOfBoundsException cut) {
      throw new IOException("a class file cut short", cut);
    }
  }

  private int readConstants(int start) throws IOException {
    int at = start;
    for (int i = 1; i < constants.length; i++) {
      constants[i] = at;
      int tag = bytes[at];
      switch (tag) {
        case UTF8:
          at += 3 + u2(at + 1);
          break;
        case 3: // int
        case 4: // float
        case 9: // field
        case 10: // method
        case 11: // method of an interface
        case 12: // name and type
        case 17: // dynamic
        case 18: // call site
          at += 5;
          break;
        case 5: // long
        case 6: // double
          at += 9;
          i++; // takes two
          break;
        case 7: // class
        case 8: // string
        case 16: // method type
        case 19: // module
        case 20: // package
          at += 3;
          break;
        case 15: // method handle
          at += 4;
          break;
        default:
          throw new IOException("unknown constant " + tag);
      }
    }
    return at;
  }

  private int readMembers(int start) throws IOException {
    int at = start + 2;
    for (int member = u2(start); member > 0; member--) {
      int name = u2(at + 2);
      int descriptor = u2(at + 4);
      int attributes = u2(at + 6);
      at += 8;
      for (int i = 0; i < attributes; i++) {
        if (isNamed(at, "Code")) {
          methods.add(new Method(utf8(name), utf8(descriptor), at + 6));
        }
        at += 6 + u4(at + 2);
      }
    }
    return at;
  }

  /**
   * The method that a frame stands in: of that name, and where more than one is, of that
   * descriptor; null says that it isn't known. It must call something at {@code instruction}, on
   * that line: else the class that runs isn't the one in the file. Null: none, or several.
   */
  public Code codeOrNull(String name, String descriptorOrNull, int instruction, int line) {
    Code found = null;
    for (Method method : methods) {
      if (method.name.equals(name)
          && (descriptorOrNull == null || method.descriptor.equals(descriptorOrNull))) {
        Code code = codeOf(method);
        if (code != null && code.isCall(instruction) && code.isOnLine(instruction, line)) {
          if (found != null) {
            return null;
          }
          found = code;
        }
      }
    }
    return found;
  }

  /** All methods that have code. */
  List<Code> codes() {
    List<Code> codes = new ArrayList<>();
    for (Method method : methods) {
      codes.add(codeOf(method));
    }
    return codes;
  }

  private Code codeOf(Method method) {
    try {
      return readCode(method.code);
    } catch (IOException | IndexOutOfBoundsException malformed) {
      return null; // as if there were no file: the frame counts as unknown
    }
  }

  private Code readCode(int start) throws IOException {
    int locals = u2(start + 2);
    int length = u4(start + 4);
    int at = start + 8;
    byte[] code = new byte[length];
    System.arraycopy(bytes, at, code, 0, length);
    at += length;
    Code.Handler[] handlers = new Code.Handler[u2(at)];
    at += 2;
    for (int i = 0; i < handlers.length; i++, at += 8) {
      int type = u2(at + 6);
      handlers[i] =
          new Code.Handler(
              u2(at), u2(at + 2), u2(at + 4), type == 0 ? null : className(type).replace('/', '.'));
    }
    int attributes = u2(at);
    at += 2;
    List<int[]> lines = new ArrayList<>();
    for (int i = 0; i < attributes; i++) {
      if (isNamed(at, "LineNumberTable")) {
        for (int entry = 0; entry < u2(at + 6); entry++) {
          int place = at + 8 + 4 * entry;
          lines.add(new int[] {u2(place), u2(place + 2)});
        }
      }
      at += 6 + u4(at + 2);
    }
    return new Code(code, locals, handlers, lines.toArray(new int[0][]));
  }

  private boolean isNamed(int attribute, String name) throws IOException {
    return utf8(u2(attribute)).equals(name);
  }

  private String className(int constant) throws IOException {
    return utf8(u2(constants[constant] + 1));
  }

  private String utf8(int constant) throws IOException {
    int at = constants[constant];
    if (bytes[at] != UTF8) {
      throw new IOException("no name where one must be");
    }
    // readUTF reads what class files hold, length included.
    return new DataInputStream(new ByteArrayInputStream(bytes, at + 1, bytes.length - at - 1))
        .readUTF();
  }

  private int u2(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private int u4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }
}
