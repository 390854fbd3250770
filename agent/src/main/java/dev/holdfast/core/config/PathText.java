package dev.holdfast.core.config;

/** Paths as text: what is absolute, what is normalised. Symbolic links are not looked at. */
final class PathText {
  private static final String REFUSED = ".holdfast-refused";
  private static final String UNFINISHED = ".holdfast-unfinished";
  private static final String PREVIOUS = ".holdfast-previous.";

  private PathText() {}

  /**
   * Whether {@code path} has an empty segment, {@code .} or {@code ..}. One slash at the end is
   * fine.
   */
  static boolean isUneven(String path) {
    if (path.startsWith("/") && path.indexOf("/.") < 0 && path.indexOf("//") < 0) {
      return false; // next to all absolute paths: twice as fast as segment by segment
    }
    int length = path.length();
    int start = length > 0 && path.charAt(0) == '/' ? 1 : 0;
    while (start < length) {
      char first = path.charAt(start);
      if (first == '/') {
        return true;
      }
      if (first == '.' && isDots(path, start, length)) {
        return true;
      }
      start = path.indexOf('/', start) + 1;
      if (start == 0) {
        return false;
      }
    }
    return false;
  }

  private static boolean isDots(String path, int start, int length) {
    int next = start + 1;
    if (next < length && path.charAt(next) == '.') {
      next++;
    }
    return next == length || path.charAt(next) == '/';
  }

  /** {@code path}, which is absolute, without empty segments, dots and a slash at its end. */
  static String normalised(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int length = path.length();
    int start = 1;
    while (start < length) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = length;
      }
      int size = end - start;
      if (size == 2 && path.startsWith("..", start)) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      } else if (size > 0 && !(size == 1 && path.charAt(start) == '.')) {
        out.append('/').append(path, start, end);
      }
      start = end + 1;
    }
    return out.length() == 0 ? "/" : out.toString();
  }

  /** {@code path} from {@code folder}, which is absolute; both normalised. */
  static String absolute(String folder, String path) {
    return normalised(path.startsWith("/") ? path : folder + "/" + path);
  }

  /** {@code folder}, which is normalised, with a slash at its end. */
  static String withSlash(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }

  /** Whether a file of this name is Holdfast's own (contract, "Names on disk"). */
  static boolean isOurs(String path, int end) {
    int name = path.lastIndexOf('/', end - 1) + 1;
    return path.startsWith(".holdfast-", name)
        || endsWith(path, end, REFUSED)
        || endsWith(path, end, UNFINISHED)
        || isPrevious(path, name, end);
  }

  private static boolean isPrevious(String path, int name, int end) {
    int digits = end;
    while (digits > name && path.charAt(digits - 1) >= '0' && path.charAt(digits - 1) <= '9') {
      digits--;
    }
    return digits < end && endsWith(path, digits, PREVIOUS);
  }

  private static boolean endsWith(String path, int end, String suffix) {
    return end >= suffix.length() && path.startsWith(suffix, end - suffix.length());
  }

  /** Whether {@code head + path}, up to {@code end}, starts with {@code prefix}. */
  static boolean startsWith(String head, String path, int end, String prefix) {
    int length = prefix.length();
    int inHead = head.length();
    if (length > end) {
      return false;
    }
    if (length <= inHead) {
      return head.startsWith(prefix);
    }
    return prefix.startsWith(head) && path.regionMatches(0, prefix, inHead, length - inHead);
  }
}
