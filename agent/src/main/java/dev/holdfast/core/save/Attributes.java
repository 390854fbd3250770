package dev.holdfast.core.save;

import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Stat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Owner, group, mode, ACL and extended attributes of the old version, for the new one. */
final class Attributes {
  private static final String ACCESS_ACL = "system.posix_acl_access";

  /** What a program may do beyond its user's rights. */
  private static final String CAPABILITIES = "security.capability";

  private static final int SET_ID = 06000;

  private Attributes() {}

  /**
   * Gives {@code to} what {@code from} has. Null: done. Else why it can't be done, in words: an
   * owner that only root may set, an attribute that the kernel keeps to itself.
   */
  static String keepOrWhyNot(Fs fs, int from, Stat old, int to) throws IOException {
    Stat now = fs.stat(to);
    boolean chown = now.owner() != old.owner() || now.group() != old.group();
    try {
      if (chown) {
        fs.setOwner(to, old.owner(), old.group());
      }
      if (chown || now.permissions() != old.permissions()) {
        fs.setPermissions(to, old.permissions()); // after chown(2), which clears setuid and setgid
      }
      keepExtended(fs, from, to); // after chmod(2), which changes the mask of an ACL
      if ((old.permissions() & SET_ID) != 0) {
        // As it takes them from a file that is cut to nothing: all but from whom it trusts (root,
        // CAP_FSETID). Whether that is us, and which of them, the kernel knows best.
        fs.truncate(to, fs.stat(to).size());
      }
    } catch (IOException failure) {
      switch (Errors.number(failure)) {
        case Errors.EPERM:
        case Errors.ENOTSUP:
        case Errors.EINVAL: // an owner that the process's user namespace has no number for
        case Errors.EACCES: // a security module's no
          return "its owner, group or attributes can't be given to a new file";
        default:
          throw failure;
      }
    }
    return null;
  }

  private static void keepExtended(Fs fs, int from, int to) throws IOException {
    Map<String, byte[]> wanted = fs.attributes(from);
    Map<String, byte[]> present = fs.attributes(to);
    for (Map.Entry<String, byte[]> attribute : wanted.entrySet()) {
      // The kernel takes them from a file that is written, root's too: they were for its old bytes.
      if (!attribute.getKey().equals(CAPABILITIES)
          && !Arrays.equals(attribute.getValue(), present.get(attribute.getKey()))) {
        fs.setAttribute(to, attribute.getKey(), attribute.getValue());
      }
    }
    if (present.containsKey(ACCESS_ACL) && !wanted.containsKey(ACCESS_ACL)) {
      fs.removeAttribute(to, ACCESS_ACL); // inherited from the folder's default ACL
    }
  }
}
