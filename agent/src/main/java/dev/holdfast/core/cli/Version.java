package dev.holdfast.core.cli;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The version, as the jar's manifest has it. */
public final class Version {
  private Version() {}

  /** {@code holdfast VERSION (Java ..., Linux ...)}: what a bug report needs. */
  static String line(File jar) throws IOException {
    return "holdfast "
        + of(jar)
        + " (Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }

  /** "unknown" where the jar is a folder of classes, as in tests. */
  public static String of(File jar) throws IOException {
    if (!jar.isFile()) {
      return "unknown";
    }
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "unknown" : version;
    }
  }
}
