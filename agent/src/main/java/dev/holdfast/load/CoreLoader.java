package dev.holdfast.load;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The agent's own class loader: reads {@code core/**}{@code /*.classdata} of the jar, which nothing
 * else takes for classes. What the application has on its class path cannot get in, and what is in
 * here cannot get out.
 *
 * <p>The JDK and the boot floor come from the parent, this package from where this class is from,
 * all else from the jar first. Without URLs and signature checks: both cost milliseconds at start.
 */
public final class CoreLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "core/";
  private static final String SUFFIX = "data";

  private final File file;

  /** Null: released. */
  private volatile ZipFile jarOrNull;

  private final ProtectionDomain domain;

  /** {@code parentOrNull} null is the bootstrap loader. The jar is open until {@link #release}. */
  public CoreLoader(File jar, ClassLoader parentOrNull) throws IOException {
    super(parentOrNull);
    this.file = jar;
    this.jarOrNull = new ZipFile(jar);
    Permissions all = new Permissions();
    all.add(new AllPermission());
    URL location = jar.toURI().toURL();
    this.domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), all);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("dev.holdfast.load.")) {
      // The one of this class: what is passed through the door must be one type on both sides.
      return Class.forName(name, false, CoreLoader.class.getClassLoader());
    }
    if (isOfParent(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        byte[] classFile = bytesOrNull(name.replace('.', '/') + ".class");
        if (classFile == null) {
          return super.loadClass(name, resolve);
        }
        loaded = define(name, classFile);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  /**
   * Other agents look at each class that is defined; where that runs code with hooks in it, the
   * hook may want the same class, and define it first.
   */
  private Class<?> define(String name, byte[] classFile) {
    try {
      return defineClass(name, classFile, 0, classFile.length, domain);
    } catch (LinkageError failure) {
      Class<?> meanwhile = findLoadedClass(name);
      if (meanwhile == null) {
        throw failure;
      }
      return meanwhile;
    }
  }

  private static boolean isOfParent(String name) {
    return name.startsWith("java.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("dev.holdfast.boot.");
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    // loadClass has looked into the jar already.
    throw new ClassNotFoundException(name);
  }

  /** Also for {@code .class} names, under which class files are asked for as resources. */
  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = bytesOrNull(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  /**
   * Closes the jar. A class that is still wanted by a thread on its way out is read from a jar
   * opened for it.
   */
  public void release() {
    ZipFile jar = jarOrNull;
    jarOrNull = null;
    try {
      if (jar != null) {
        jar.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] bytesOrNull(String name) {
    ZipFile jar = jarOrNull;
    try {
      if (jar != null) {
        return bytesOrNull(jar, name);
      }
    } catch (IllegalStateException releasedMeanwhile) {
      // As if it had been before.
    }
    try (ZipFile again = new ZipFile(file)) {
      return bytesOrNull(again, name);
    } catch (IOException gone) {
      throw new LinkageError("cannot read " + name + " in " + file, gone);
    }
  }

  private static byte[] bytesOrNull(ZipFile jar, String name) {
    ZipEntry entry = jar.getEntry(FOLDER + (name.endsWith(".class") ? name + SUFFIX : name));
    if (entry == null) {
      return null;
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
      return bytes;
    } catch (IOException damaged) {
      throw new LinkageError("cannot read " + name + " in " + jar.getName(), damaged);
    }
  }
}
