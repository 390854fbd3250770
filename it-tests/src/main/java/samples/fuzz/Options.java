package samples.fuzz;

import java.nio.file.CopyOption;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Sets of options, as bits of a number. */
final class Options {
  static final int READ = 1;
  static final int WRITE = 1 << 1;
  static final int APPEND = 1 << 2;
  static final int TRUNCATE = 1 << 3;
  static final int CREATE = 1 << 4;
  static final int CREATE_NEW = 1 << 5;
  static final int DELETE_ON_CLOSE = 1 << 6;
  static final int SYNC = 1 << 7;
  static final int DSYNC = 1 << 8;
  static final int NO_FOLLOW = 1 << 9;
  static final int SPARSE = 1 << 10;

  static final int REPLACE = 1;
  static final int COPY_ATTRIBUTES = 1 << 1;
  static final int ATOMIC = 1 << 2;
  static final int LINK_ITSELF = 1 << 3;

  private static final OpenOption[] OPEN = {
    StandardOpenOption.READ,
    StandardOpenOption.WRITE,
    StandardOpenOption.APPEND,
    StandardOpenOption.TRUNCATE_EXISTING,
    StandardOpenOption.CREATE,
    StandardOpenOption.CREATE_NEW,
    StandardOpenOption.DELETE_ON_CLOSE,
    StandardOpenOption.SYNC,
    StandardOpenOption.DSYNC,
    LinkOption.NOFOLLOW_LINKS,
    StandardOpenOption.SPARSE
  };

  private static final CopyOption[] COPY = {
    StandardCopyOption.REPLACE_EXISTING,
    StandardCopyOption.COPY_ATTRIBUTES,
    StandardCopyOption.ATOMIC_MOVE,
    LinkOption.NOFOLLOW_LINKS
  };

  private static final String[] MODES = {"r", "rw", "rws", "rwd"};
  private static final String[] PERMISSIONS = {
    "rw-r--r--", "rw-------", "rwxr-x---", "rw-rw-rw-", "r--r--r--", "---------"
  };

  private Options() {}

  static OpenOption[] open(int bits) {
    List<OpenOption> chosen = chosen(OPEN, bits);
    return chosen.toArray(new OpenOption[0]);
  }

  static CopyOption[] copy(int bits) {
    List<CopyOption> chosen = chosen(COPY, bits);
    return chosen.toArray(new CopyOption[0]);
  }

  private static <T> List<T> chosen(T[] all, int bits) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if ((bits & (1 << i)) != 0) {
        chosen.add(all[i]);
      }
    }
    return chosen;
  }

  static String mode(int x) {
    return MODES[x & 3];
  }

  static Set<PosixFilePermission> permissions(int x) {
    String words = PERMISSIONS[Math.floorMod(x, PERMISSIONS.length)];
    return PosixFilePermissions.fromString(words);
  }

  static String words(Object[] options) {
    return Arrays.toString(options);
  }
}
