package dev.holdfast.core.weave;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Brings {@code dev.holdfast.boot} into the bootstrap loader. This class names none of those: it
 * runs before they are there.
 */
public final class BootFloor {
  private static final String PACKAGE = "dev/holdfast/boot/";

  /** In this order: a class comes after those it extends or implements. */
  static final String[] CLASSES = {
    "Errno",
    "LastWords",
    "SystemCalls",
    "CallStack",
    "StackSource",
    "SaveRuntime",
    "SaveRuntime$1",
    "Hooks"
  };

  private BootFloor() {}

  /**
   * Defines them; does nothing where they are already. Not by {@code
   * appendToBootstrapClassLoaderSearch}, even where this way is barred: the classes generated into
   * java.base need it too.
   */
  public static void lay(File jar, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    if (Jdk.classOrNull("dev.holdfast.boot.Hooks") == null) {
      define(jar, Jdk.open(instrumentation));
    }
  }

  private static void define(File jar, Jdk jdk) throws IOException, ReflectiveOperationException {
    ZipFile zip = new ZipFile(jar);
    try {
      Class<?> last = null;
      for (String name : CLASSES) {
        last = jdk.define(PACKAGE + name, read(zip, PACKAGE + name + ".class"));
      }
      jdk.letJavaBaseRead(last);
    } finally {
      zip.close();
    }
  }

  private static byte[] read(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing in " + zip.getName());
    }
    InputStream in = zip.getInputStream(entry);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) entry.getSize());
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
      return bytes.toByteArray();
    } finally {
      in.close();
    }
  }
}
