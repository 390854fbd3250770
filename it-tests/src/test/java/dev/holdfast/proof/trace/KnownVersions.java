package dev.holdfast.proof.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The whole versions that a target had, one for each acknowledgement: what any other content is
 * judged by. An absent file is a version too.
 */
final class KnownVersions {
  /** Bytes of no version. */
  static final int NONE = -1;

  /** No bytes, and no version is empty. */
  static final int NOTHING = -2;

  private final List<byte[]> versions = new ArrayList<>();

  /** {@code contentOrNull}: null where there was no file. */
  void add(byte[] contentOrNull) {
    versions.add(contentOrNull);
  }

  int count() {
    return versions.size();
  }

  byte[] contentOrNull(int version) {
    return versions.get(version);
  }

  /** Whether the file was absent then. */
  boolean isAbsent(int version) {
    return versions.get(version) == null;
  }

  /** The latest version that {@code content}, of that size, is; the content is made if it must. */
  int find(long size, Supplier<byte[]> content) {
    byte[] made = null;
    for (int i = versions.size() - 1; i >= 0; i--) {
      byte[] version = versions.get(i);
      if (version != null && version.length == size) {
        made = made == null ? content.get() : made;
        if (Arrays.equals(version, made)) {
          return i;
        }
      }
    }
    return size == 0 ? NOTHING : NONE;
  }

  /** Whether {@code version}, found by {@link #find}, has the bytes of {@code wanted}. */
  boolean isSame(int version, int wanted) {
    return version >= 0 && Arrays.equals(versions.get(version), versions.get(wanted));
  }
}
