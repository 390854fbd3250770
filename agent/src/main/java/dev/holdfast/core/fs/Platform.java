package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;

/**
 * Which file system this machine gets, by what is found on it. First what costs one look and
 * decides on Linux: nothing else is tried there.
 */
public final class Platform {
  /** Linux alone has namespaces of processes; what owns a shadow copy is told by it. */
  private static final String OF_LINUX = "self/ns/pid";

  private final File proc;
  private final String system;

  Platform(File proc, String system) {
    this.proc = proc;
    this.system = system;
  }

  public static Platform here() {
    return new Platform(new File("/proc"), System.getProperty("os.name"));
  }

  /** Linux's system calls, and its /proc to call them by. */
  boolean isLinux() {
    return new File(proc, OF_LINUX).exists();
  }

  /**
   * Where the hooks are known. Throws {@code UnsupportedOperationException} in words elsewhere: the
   * file systems of docs/platforms.md are there, the hooks are not.
   */
  public void requireHooks() {
    if (isLinux()) {
      return;
    }
    if (system.equals("Linux")) {
      throw new UnsupportedOperationException(
          "there is no /proc here that tells of this process; mount it: mount -t proc proc /proc");
    }
    throw new UnsupportedOperationException(
        "this version knows Linux only, not " + system + "; take the agent out there");
  }

  /**
   * Linux's. {@code calls} of this JVM; {@code defaults}: the JDK's own default file system.
   * Relative names start where the kernel's do; the property user.dir may say something else, and
   * java.io ignores it.
   */
  public UnixFs unixFs(SystemCalls calls, FileSystem defaults) throws IOException {
    return new UnixFs(calls, defaults, new File(proc, "self/cwd").getCanonicalPath());
  }

  /**
   * The one for this machine. Off Linux what it can do is tried in {@code trial}, a folder that
   * isn't there yet; it is gone afterwards.
   */
  Fs fs(
      SystemCalls calls,
      FileSystem defaults,
      Path trial,
      FileSystemProvider provider,
      Forcing.Telling telling)
      throws IOException {
    if (isLinux()) {
      return unixFs(calls, defaults);
    }
    Files.createDirectory(trial);
    try {
      return PortableFs.triedIn(trial, provider, new Insisting.Clock(), telling);
    } finally {
      Files.delete(trial);
    }
  }
}
