package dev.holdfast.core.fs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collections;
import java.util.Set;

/**
 * What a machine can do with files, found by trying it in one folder: what a system is called says
 * little of it. Cannot be tried, and so is the same everywhere: which force gets to the disk. It is
 * always the one of {@code FileChannel} ({@link Forcing}).
 */
final class Machine {
  /** Whether the names in a folder can be forced. */
  enum Folders {
    OPENED,
    /** Windows: there is no channel on a folder. */
    NAMED_ONLY
  }

  /** Who a file is told to belong to, and who may do what with it. */
  enum Rights {
    UNIX,
    /** Windows: READONLY and the like, an owner, and an access control list. */
    DOS
  }

  /** What a replacement finds whose target somebody has open. */
  enum OpenTargets {
    REPLACED,
    /** Windows: it is refused as long as they have it open. */
    IN_THE_WAY
  }

  /** Whether "conf" and "CONF" are two files. */
  enum Names {
    TOLD_BY_CASE,
    /** Windows, and macOS as it is set up. */
    ANY_CASE
  }

  final Folders folders;
  final Rights rights;
  final OpenTargets openTargets;
  final Names names;

  private Machine(Folders folders, Rights rights, OpenTargets openTargets, Names names) {
    this.folders = folders;
    this.rights = rights;
    this.openTargets = openTargets;
    this.names = names;
  }

  /**
   * Tries it in {@code folder}, which is empty and this process's own; leaves it empty. Throws
   * {@code IOException} where not even two files can be made there.
   */
  static Machine triedIn(Path folder, FileSystemProvider provider) throws IOException {
    Path target = folder.resolve("old");
    Path source = folder.resolve("new");
    try {
      create(target, provider);
      create(source, provider);
      return new Machine(
          folders(folder, provider),
          rights(folder.getFileSystem().supportedFileAttributeViews()),
          openTargets(source, target, provider),
          names(folder.resolve("OLD"), provider));
    } finally {
      provider.deleteIfExists(source);
      provider.deleteIfExists(target);
    }
  }

  private static void create(Path file, FileSystemProvider provider) throws IOException {
    provider.newByteChannel(file, OpenOptions.of(CREATE_NEW, WRITE)).close();
  }

  private static Folders folders(Path folder, FileSystemProvider provider) {
    try {
      provider.newFileChannel(folder, Collections.singleton(READ)).close();
      return Folders.OPENED;
    } catch (IOException | UnsupportedOperationException refused) {
      return Folders.NAMED_ONLY;
    }
  }

  private static Rights rights(Set<String> views) {
    return views.contains("unix") ? Rights.UNIX : Rights.DOS;
  }

  private static OpenTargets openTargets(Path source, Path target, FileSystemProvider provider)
      throws IOException {
    InputStream reader = reader(target, provider);
    try {
      provider.move(source, target, ATOMIC_MOVE, REPLACE_EXISTING);
      return OpenTargets.REPLACED;
    } catch (FileSystemException refused) {
      return OpenTargets.IN_THE_WAY;
    } finally {
      reader.close();
    }
  }

  /** As most programs read: on Windows java.io doesn't share the right to delete, NIO does. */
  private static InputStream reader(Path file, FileSystemProvider provider) throws IOException {
    return file.getFileSystem() == FileSystems.getDefault()
        ? new FileInputStream(file.toFile())
        : provider.newInputStream(file);
  }

  private static Names names(Path otherCase, FileSystemProvider provider) throws IOException {
    try {
      provider.checkAccess(otherCase);
      return Names.ANY_CASE;
    } catch (NoSuchFileException two) {
      return Names.TOLD_BY_CASE;
    }
  }
}
