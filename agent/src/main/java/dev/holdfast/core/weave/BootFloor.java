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
    "WriteHooks",
    "Hooks",
    "ExitHook",
    "Floor"
  };

  /** What writes the classes that are generated into the bootstrap loader, and stay there too. */
  private static final String[] GENERATORS = {
    "SystemCallBridges", "FileCallBridge", "BridgeClass", "SyncCalls", "Openers"
  };

  private BootFloor() {}

  /**
   * Defines them, unless they are there already; returns what tells this floor from another one.
   * Not by {@code appendToBootstrapClassLoaderSearch}, even where this way is barred: the classes
   * generated into java.base need it too.
   */
  public static String lay(File jar, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    ZipFile zip = new ZipFile(jar);
    try {
      if (Jdk.classOrNull("dev.holdfast.boot.Hooks") == null) {
        define(zip, Jdk.open(instrumentation));
      }
      return build(zip);
    } finally {
      zip.close();
    }
  }

  private static void define(ZipFile zip, Jdk jdk) throws IOException {
    Class<?> last = null;
    for (String name : CLASSES) {
      last = jdk.define(PACKAGE + name, read(zip, PACKAGE + name + ".class"));
    }
    jdk.letJavaBaseRead(last);
  }

  /** From the checksums that the jar has of them. */
  private static String build(ZipFile zip) throws IOException {
    long build = 0;
    for (String name : CLASSES) {
      build = 31 * build + entry(zip, PACKAGE + name + ".class").getCrc();
    }
    for (String name : GENERATORS) {
      String file = "core/dev/holdfast/core/weave/" + name + ".classdata";
      build = 31 * build + entry(zip, file).getCrc();
    }
    return Long.toHexString(build);
  }

  private static ZipEntry entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing in " + zip.getName());
    }
    return entry;
  }

  private static byte[] read(ZipFile zip, String name) throws IOException {
    ZipEntry entry = entry(zip, name);
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
