package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.HashMap;
import java.util.Map;

/**
 * What java.nio.file throws, as the error numbers that a save decides by. What has no class of its
 * own is an EIO: nobody knows what it is, so it is told and never taken for a reason to do without
 * protection.
 */
final class AsErrno implements InvocationHandler {
  private static final int EIO = 5;
  private static final int ENOTEMPTY = 39;

  private static final Map<Class<?>, Integer> NUMBERS = new HashMap<>();

  static {
    NUMBERS.put(NoSuchFileException.class, Errors.ENOENT);
    NUMBERS.put(FileAlreadyExistsException.class, Errors.EEXIST);
    NUMBERS.put(AccessDeniedException.class, Errors.EACCES);
    NUMBERS.put(AtomicMoveNotSupportedException.class, Errors.EXDEV);
    NUMBERS.put(NotDirectoryException.class, Errors.ENOTDIR);
    NUMBERS.put(DirectoryNotEmptyException.class, ENOTEMPTY);
    NUMBERS.put(FileSystemLoopException.class, Errors.ELOOP);
    NUMBERS.put(NotLinkException.class, Errors.EINVAL);
  }

  private final Fs fs;

  private AsErrno(Fs fs) {
    this.fs = fs;
  }

  static Fs of(Fs fs) {
    return (Fs)
        Proxy.newProxyInstance(
            AsErrno.class.getClassLoader(), new Class<?>[] {Fs.class}, new AsErrno(fs));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(fs, arguments);
    } catch (InvocationTargetException wrapped) {
      throw translated(wrapped.getCause());
    }
  }

  private static Throwable translated(Throwable failure) {
    if (failure instanceof FileSystemException) {
      FileSystemException known = (FileSystemException) failure;
      return errno(number(known), words(known), failure);
    }
    if (failure instanceof UserPrincipalNotFoundException
        || failure instanceof UnsupportedOperationException
        || failure instanceof IllegalArgumentException) {
      return errno(Errors.ENOTSUP, "not supported here: " + failure.getMessage(), failure);
    }
    return failure;
  }

  private static Errno errno(int number, String words, Throwable cause) {
    Errno failure = new Errno(number, words);
    failure.initCause(cause);
    return failure;
  }

  private static int number(FileSystemException failure) {
    Integer number = NUMBERS.get(failure.getClass());
    return number == null ? EIO : number;
  }

  private static String words(FileSystemException failure) {
    return failure.getReason() != null
        ? failure.getReason()
        : failure instanceof AccessDeniedException
            ? "Permission denied"
            : failure instanceof NoSuchFileException
                ? "No such file or directory"
                : failure.getClass().getSimpleName();
  }
}
