package dev.holdfast.core.fs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one folder's file system is and can do, looked at once. */
public final class FsFacts {
  /** Where {@link #freeInodes} could not be found out, or the file system has no fixed number. */
  public static final long UNKNOWN = -1;

  private final String folder;
  private final Mount mount;
  private final List<String> kernelOptions;
  private final long freeBytes;
  private final long freeInodes;
  private final FolderProbe probe;
  private final Disk disk;

  private FsFacts(Path folder) throws IOException {
    this.folder = folder.toString();
    mount = mountOrNull(folder);
    kernelOptions = kernelOptions(mount);
    disk = diskOrNull(mount, Paths.get("/sys"));
    probe = FolderProbe.run(folder);
    freeBytes = Files.getFileStore(folder).getUsableSpace();
    freeInodes = freeInodes(folder);
  }

  /**
   * Looks at {@code folder} and tries it out; leaves nothing behind.
   *
   * @throws java.nio.file.NoSuchFileException if it isn't there
   * @throws NotDirectoryException if it is no folder
   * @throws IOException if it can't be looked at
   */
  public static FsFacts of(String folder) throws IOException {
    Path real = Paths.get(folder).toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(folder);
    }
    return new FsFacts(real);
  }

  /** Absolute, links resolved. */
  public String folder() {
    return folder;
  }

  /** Null where there is no {@code /proc/self/mountinfo}. */
  public Mount mountOrNull() {
    return mount;
  }

  /**
   * The options that an ext4 file system really runs with, defaults included (lines of {@code
   * /proc/fs/ext4/DEVICE/options}). Empty for other types and where the kernel doesn't tell.
   */
  public List<String> kernelOptions() {
    return kernelOptions;
  }

  /** Null where the file system is on no disk that can be seen. */
  public Disk diskOrNull() {
    return disk;
  }

  /** Bytes that this user may still write. */
  public long freeBytes() {
    return freeBytes;
  }

  /** How many more files there can be; or {@link #UNKNOWN}. */
  public long freeInodes() {
    return freeInodes;
  }

  /** What was tried, in order. */
  public List<Trial> trials() {
    return probe.trials();
  }

  /** Probe files that could not be removed, each with the reason. */
  public List<String> leftBehind() {
    return probe.leftBehind();
  }

  /** The reason of {@code e} in the system's words, without a file name. */
  public static String reason(IOException e) {
    return FolderProbe.reason(e);
  }

  private static Mount mountOrNull(Path folder) throws IOException {
    Path table = Paths.get("/proc/self/mountinfo");
    if (!Files.isReadable(table)) {
      return null;
    }
    // The kernel gives names as bytes; ours are in the encoding of file names, UTF-8 or ASCII.
    String text = new String(Files.readAllBytes(table), UTF_8);
    return MountTable.parse(text)
        .ofOrNull(folder.toString(), device((Long) Files.getAttribute(folder, "unix:dev")));
  }

  /** {@code major:minor} of a st_dev: gnu_dev_major(3). */
  static String device(long number) {
    long major = ((number >>> 8) & 0xfff) | ((number >>> 32) & ~0xfffL);
    long minor = (number & 0xff) | ((number >>> 12) & 0xffffff00L);
    return major + ":" + minor;
  }

  static Disk diskOrNull(Mount mount, Path sys) throws IOException {
    return mount == null ? null : new Disks(sys).ofOrNull(mount.device(), mount.source());
  }

  private static List<String> kernelOptions(Mount mount) throws IOException {
    if (mount == null || !mount.type().equals("ext4")) {
      return Collections.emptyList();
    }
    Path device = Paths.get("/sys/dev/block", mount.device());
    if (!Files.exists(device)) {
      return Collections.emptyList();
    }
    Path options =
        Paths.get("/proc/fs/ext4", device.toRealPath().getFileName().toString(), "options");
    return Files.isReadable(options)
        ? Files.readAllLines(options, ISO_8859_1)
        : Collections.<String>emptyList();
  }

  /** The JDK has no statvfs(3); stat(1) does. Without it: {@link #UNKNOWN}. */
  private static long freeInodes(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    Collections.addAll(command, "stat", "-f", "-c", "%c %d", folder.toString());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException noSuchProgram) {
      return UNKNOWN;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1))) {
      process.getOutputStream().close();
      return freeInodes(lines.readLine());
    } finally {
      process.destroy();
    }
  }

  /** {@code line} has the total and the free number; a total of 0 (btrfs) means: no limit. */
  static long freeInodes(String line) {
    if (line == null || !line.matches("\\d{1,18} \\d{1,18}") || line.startsWith("0 ")) {
      return UNKNOWN;
    }
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }
}
