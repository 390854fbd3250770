package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Linux error numbers, and the exceptions that the stock JDK makes of them. */
public final class Errors {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int EXDEV = 18;
  public static final int ENOTDIR = 20;
  public static final int EISDIR = 21;
  public static final int EINVAL = 22;
  public static final int EROFS = 30;
  public static final int EMLINK = 31;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOSYS = 38;
  public static final int ELOOP = 40;
  public static final int ENODATA = 61;
  public static final int ENOTSUP = 95;

  /** Not enough of something, or the disk fails: no reason to do without protection. */
  private static final int[] EXHAUSTED = {
    5 /* EIO */,
    12 /* ENOMEM */,
    23 /* ENFILE */,
    24 /* EMFILE */,
    28 /* ENOSPC */,
    122 /* EDQUOT */
  };

  private Errors() {}

  /** The error number, or 0 if {@code failure} has none. */
  public static int number(IOException failure) {
    return failure instanceof Errno ? ((Errno) failure).number() : 0;
  }

  /** Whether {@code failure} says that the system has run out of something, or is failing. */
  public static boolean isExhausted(IOException failure) {
    int number = number(failure);
    for (int one : EXHAUSTED) {
      if (one == number) {
        return true;
      }
    }
    return false;
  }

  /** What {@code new FileOutputStream(name)} throws: as io_util_md.c words it. */
  public static IOException ofStream(String name, IOException cause) {
    IOException stock = new FileNotFoundException(name + " (" + cause.getMessage() + ")");
    stock.initCause(cause);
    return stock;
  }

  /** What a call of java.nio.file throws: as UnixException.translateToIOException has it. */
  public static IOException ofPath(String file, String otherOrNull, IOException cause) {
    IOException stock;
    switch (number(cause)) {
      case EACCES:
        stock = new AccessDeniedException(file, otherOrNull, null);
        break;
      case ENOENT:
        stock = new NoSuchFileException(file, otherOrNull, null);
        break;
      case EEXIST:
        stock = new FileAlreadyExistsException(file, otherOrNull, null);
        break;
      default:
        stock = new FileSystemException(file, otherOrNull, cause.getMessage());
    }
    stock.initCause(cause);
    return stock;
  }

  /** What {@code Files.move} with ATOMIC_MOVE throws across file systems. */
  public static IOException notAtomic(String source, String target, IOException cause) {
    IOException stock = new AtomicMoveNotSupportedException(source, target, cause.getMessage());
    stock.initCause(cause);
    return stock;
  }

  /**
   * {@code failure} of a copy into a shadow copy, as one of the target: the application never sees
   * our names.
   */
  public static IOException renamed(IOException failure, String shadow, String target) {
    if (!(failure instanceof FileSystemException)) {
      return failure;
    }
    FileSystemException ours = (FileSystemException) failure;
    String file = shadow.equals(ours.getFile()) ? target : ours.getFile();
    String other = shadow.equals(ours.getOtherFile()) ? target : ours.getOtherFile();
    if (Objects.equals(file, ours.getFile()) && Objects.equals(other, ours.getOtherFile())) {
      return failure; // of the source alone
    }
    IOException stock;
    if (failure instanceof AccessDeniedException) {
      stock = new AccessDeniedException(file, other, ours.getReason());
    } else if (failure instanceof NoSuchFileException) {
      stock = new NoSuchFileException(file, other, ours.getReason());
    } else {
      stock = new FileSystemException(file, other, ours.getReason());
    }
    stock.setStackTrace(failure.getStackTrace()); // as its cause it would name the shadow copy
    return stock;
  }
}
