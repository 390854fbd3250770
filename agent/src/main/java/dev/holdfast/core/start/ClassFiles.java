package dev.holdfast.core.start;

import dev.holdfast.core.guard.ClassBytes;
import dev.holdfast.core.weave.Weaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Class files as their loaders have them, with what is woven into them. */
final class ClassFiles implements ClassBytes {
  private final Weaver weaver;

  ClassFiles(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public byte[] bytesOrNull(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    ClassLoader loader = type.getClassLoader();
    InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(name)
            : loader.getResourceAsStream(name);
    return in == null ? null : weaver.asRun(type, readAndClose(in));
  }

  private static byte[] readAndClose(InputStream in) throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
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
