package dev.holdfast.core.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A new version for tests: bytes, in a file only if somebody asks for its path. */
final class Bytes implements Content {
  private final byte[] bytes;
  private final Path file;
  int open;

  Bytes(byte[] bytes, Path folder) {
    this.bytes = bytes;
    this.file = folder.resolve("content");
  }

  static Bytes of(String text, Charset charset) {
    return new Bytes(text.getBytes(charset), Path.of("none"));
  }

  static String whyNot(Format format, String text) {
    return whyNot(format, of(text, StandardCharsets.UTF_8));
  }

  /** What {@code format} says of {@code content}; every stream must be closed after it. */
  static String whyNot(Format format, Bytes content) {
    try {
      String why = format.whyNotOrNull(content);
      if (content.open != 0) {
        throw new AssertionError(content.open + " streams left open");
      }
      return why;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Bytes cutTo(int length) {
    return new Bytes(Arrays.copyOf(bytes, length), file.getParent());
  }

  @Override
  public InputStream open() {
    open++;
    return new ByteArrayInputStream(bytes) {
      @Override
      public void close() {
        open--;
      }
    };
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public String path() {
    try {
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return file.toString();
  }
}
