package dev.holdfast.core.fs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;

/** Windows: the JDK has no key that tells one file from another. */
final class NoFileKeys extends PassingProvider {
  NoFileKeys(FileSystemProvider next) {
    super(next);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = super.getFileAttributeView(path, type, options);
    return type == DosFileAttributeView.class ? type.cast(without(view, type)) : view;
  }

  private static Object without(Object told, Class<?> type) {
    return Proxy.newProxyInstance(
        NoFileKeys.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("fileKey")) {
            return null;
          }
          try {
            Object answer = method.invoke(told, arguments);
            return answer instanceof DosFileAttributes
                ? without(answer, DosFileAttributes.class)
                : answer;
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        });
  }
}
