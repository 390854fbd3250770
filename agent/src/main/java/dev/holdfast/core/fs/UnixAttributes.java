package dev.holdfast.core.fs;

import dev.holdfast.boot.SystemCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Extended attributes of open files, ACLs among them. */
final class UnixAttributes {
  /** The most a list of names or one value may take: XATTR_LIST_MAX, XATTR_SIZE_MAX. */
  private static final int BYTES_MAX = 65536;

  private final SystemCalls calls;
  private ByteBuffer memory;

  UnixAttributes(SystemCalls calls) {
    this.calls = calls;
  }

  /** All of them; empty where the file system has none. */
  synchronized Map<String, byte[]> of(int file) throws IOException {
    long address = address();
    Map<String, byte[]> found = new LinkedHashMap<>();
    int used;
    try {
      used = calls.listAttributes(file, address, BYTES_MAX);
    } catch (IOException failure) {
      if (Errors.number(failure) == Errors.ENOTSUP) {
        return found;
      }
      throw failure;
    }
    byte[] names = read(used);
    int begin = 0;
    for (int i = 0; i < used; i++) {
      if (names[i] == 0) {
        String name = new String(names, begin, i - begin, StandardCharsets.ISO_8859_1);
        begin = i + 1;
        int length = calls.getAttribute(file, bytesOf(name), address, BYTES_MAX);
        found.put(name, read(length));
      }
    }
    return found;
  }

  private byte[] read(int length) {
    byte[] bytes = new byte[length];
    memory.clear();
    memory.get(bytes);
    return bytes;
  }

  synchronized void set(int file, String name, byte[] value) throws IOException {
    long address = address();
    memory.clear();
    memory.put(value);
    calls.setAttribute(file, bytesOf(name), address, value.length);
  }

  void remove(int file, String name) throws IOException {
    calls.removeAttribute(file, bytesOf(name));
  }

  /** Of memory that lives as long as this: the collector sees nobody use an address. */
  private long address() {
    if (memory == null) {
      memory = ByteBuffer.allocateDirect(BYTES_MAX);
    }
    return calls.address(memory);
  }

  private static byte[] bytesOf(String name) {
    return name.getBytes(StandardCharsets.ISO_8859_1);
  }
}
