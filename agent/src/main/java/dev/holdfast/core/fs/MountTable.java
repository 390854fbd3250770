package dev.holdfast.core.fs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The mounts that a process sees, in the order they were made. Format: proc(5), {@code
 * /proc/pid/mountinfo}.
 */
public final class MountTable {
  private final List<Mount> mounts;

  private MountTable(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /** Reads the text of {@code /proc/self/mountinfo}. Lines of another shape are left out. */
  public static MountTable parse(String text) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : text.split("\n")) {
      // id parent major:minor root point options [tags...] - type source super-options
      String[] fields = line.split(" ");
      int dash = Arrays.asList(fields).indexOf("-");
      if (dash < 6 || fields.length < dash + 3) {
        continue;
      }
      Set<String> options = new LinkedHashSet<>(Arrays.asList(fields[5].split(",")));
      if (fields.length > dash + 3) {
        options.addAll(Arrays.asList(fields[dash + 3].split(",")));
      }
      mounts.add(
          new Mount(
              fields[2],
              unescape(fields[4]),
              unescape(fields[dash + 1]),
              unescape(fields[dash + 2]),
              options));
    }
    return new MountTable(mounts);
  }

  /**
   * The mount that {@code path} (absolute, without links) is on; null if none is known. The longest
   * mount point wins, of equal ones the last. A mount of {@code device} ({@code major:minor}) goes
   * first: a longer mount point may lie hidden under a later mount of one of its parents.
   */
  public Mount ofOrNull(String path, String device) {
    Mount best = null;
    for (Mount mount : mounts) {
      if (holds(mount.point(), path) && !worse(mount, best, device)) {
        best = mount;
      }
    }
    return best;
  }

  private static boolean worse(Mount mount, Mount best, String device) {
    if (best == null) {
      return false;
    }
    boolean matches = mount.device().equals(device);
    if (matches != best.device().equals(device)) {
      return !matches;
    }
    return mount.point().length() < best.point().length();
  }

  private static boolean holds(String point, String path) {
    return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
  }

  /** Space, tab, line end and backslash come as a backslash and three octal digits. */
  private static String unescape(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && field.substring(i).matches("(?s)\\\\[0-3][0-7]{2}.*")) {
        plain.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        plain.append(field.charAt(i));
      }
    }
    return plain.toString();
  }
}
