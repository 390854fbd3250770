package dev.holdfast.core.fs;

import dev.holdfast.boot.Errno;
import dev.holdfast.boot.SystemCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What files are and whose, by the attribute views that there are. Where there is no POSIX, a mode
 * tells READONLY and no more, an owner is known by a number made of its name, and the rest of DOS
 * attributes and the access control list are extended attributes of their own.
 */
final class PortableAttributes {
  static final String DOS = "holdfast.dos";
  static final String ACL = "holdfast.acl";
  private static final String USER = "user.";

  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;
  private static final int OTHER = 0020000;
  private static final int PERMISSIONS = 07777;
  private static final int ALL_MAY_READ = 0444;
  private static final int ALL_MAY_WRITE = 0222;

  private final FileSystemProvider provider;
  private final Machine machine;
  private final Map<Integer, UserPrincipal> owners = new ConcurrentHashMap<>();

  PortableAttributes(FileSystemProvider provider, Machine machine) {
    this.provider = provider;
    this.machine = machine;
  }

  Stat stat(Path path, LinkOption... links) throws IOException {
    long[] fields = new long[SystemCalls.STAT_LENGTH];
    if (machine.rights == Machine.Rights.UNIX) {
      unix(path, links, fields);
    } else {
      dos(path, links, fields);
    }
    return new Stat(fields);
  }

  private void unix(Path path, LinkOption[] links, long[] fields) throws IOException {
    Map<String, Object> told = provider.readAttributes(path, "unix:*", links);
    fields[SystemCalls.DEVICE] = ((Number) told.get("dev")).longValue();
    fields[SystemCalls.INODE] = ((Number) told.get("ino")).longValue();
    fields[SystemCalls.MODE] =
        type(
                (Boolean) told.get("isRegularFile"),
                (Boolean) told.get("isDirectory"),
                (Boolean) told.get("isSymbolicLink"))
            | (((Number) told.get("mode")).intValue() & PERMISSIONS);
    fields[SystemCalls.LINKS] = ((Number) told.get("nlink")).longValue();
    fields[SystemCalls.OWNER] = ((Number) told.get("uid")).longValue();
    fields[SystemCalls.GROUP] = ((Number) told.get("gid")).longValue();
    fields[SystemCalls.SIZE] = ((Number) told.get("size")).longValue();
    fields[SystemCalls.MODIFIED_NANOS] = nanos((FileTime) told.get("lastModifiedTime"));
    fields[SystemCalls.ACCESSED_NANOS] = nanos((FileTime) told.get("lastAccessTime"));
    fields[SystemCalls.CHANGED_NANOS] = nanos((FileTime) told.get("ctime"));
  }

  /**
   * Windows' JDK tells no file by a key. It is told by its time of creation, which a rename keeps,
   * and its path; hard links can't be counted.
   */
  private void dos(Path path, LinkOption[] links, long[] fields) throws IOException {
    DosFileAttributeView view =
        provider.getFileAttributeView(path, DosFileAttributeView.class, links);
    DosFileAttributes told = view.readAttributes();
    fields[SystemCalls.INODE] =
        told.fileKey() == null
            ? nanos(told.creationTime()) * 31 + path.hashCode()
            : told.fileKey().hashCode();
    fields[SystemCalls.MODE] =
        type(told.isRegularFile(), told.isDirectory(), told.isSymbolicLink())
            | ALL_MAY_READ
            | (told.isReadOnly() ? 0 : ALL_MAY_WRITE);
    fields[SystemCalls.LINKS] = 1;
    fields[SystemCalls.OWNER] = owner(path, links);
    fields[SystemCalls.SIZE] = told.size();
    fields[SystemCalls.MODIFIED_NANOS] = nanos(told.lastModifiedTime());
    fields[SystemCalls.ACCESSED_NANOS] = nanos(told.lastAccessTime());
    fields[SystemCalls.CHANGED_NANOS] = nanos(told.lastModifiedTime());
  }

  private static int type(boolean regular, boolean folder, boolean link) {
    return regular ? REGULAR : folder ? FOLDER : link ? LINK : OTHER;
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  private int owner(Path path, LinkOption... links) throws IOException {
    FileOwnerAttributeView view =
        provider.getFileAttributeView(path, FileOwnerAttributeView.class, links);
    if (view == null) {
      return 0;
    }
    UserPrincipal owner = view.getOwner();
    int number = owner.getName().hashCode();
    owners.put(number, owner);
    return number;
  }

  void setOwner(Path path, int owner, int group) throws IOException {
    if (machine.rights == Machine.Rights.UNIX) {
      provider.setAttribute(path, "unix:uid", owner);
      provider.setAttribute(path, "unix:gid", group);
      return;
    }
    UserPrincipal known = owners.get(owner);
    if (known == null) {
      throw new Errno(Errors.EPERM, "nobody knows an owner of that number");
    }
    view(path, FileOwnerAttributeView.class).setOwner(known);
  }

  void setPermissions(Path path, int permissions) throws IOException {
    if (machine.rights == Machine.Rights.UNIX) {
      provider.setAttribute(path, "unix:mode", permissions);
    } else {
      view(path, DosFileAttributeView.class).setReadOnly((permissions & ALL_MAY_WRITE) == 0);
    }
  }

  /** The times become what they are. */
  void touch(Path path) throws IOException {
    BasicFileAttributeView view = view(path, BasicFileAttributeView.class);
    BasicFileAttributes now = view.readAttributes();
    view.setTimes(now.lastModifiedTime(), now.lastAccessTime(), null);
  }

  Map<String, byte[]> of(Path path) throws IOException {
    Map<String, byte[]> all = new HashMap<>();
    UserDefinedFileAttributeView own =
        provider.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    if (own != null) {
      for (String name : own.list()) {
        ByteBuffer value = ByteBuffer.allocate(own.size(name));
        own.read(name, value);
        all.put(USER + name, value.array());
      }
    }
    if (machine.rights == Machine.Rights.DOS) {
      all.put(DOS, DosFlags.of(view(path, DosFileAttributeView.class)));
      AclFileAttributeView acl = provider.getFileAttributeView(path, AclFileAttributeView.class);
      if (acl != null) {
        all.put(ACL, AclText.of(acl.getAcl()));
      }
    }
    return all;
  }

  void set(Path path, String name, byte[] value) throws IOException {
    if (name.equals(DOS)) {
      DosFlags.give(view(path, DosFileAttributeView.class), value);
    } else if (name.equals(ACL)) {
      view(path, AclFileAttributeView.class)
          .setAcl(AclText.read(value, path.getFileSystem().getUserPrincipalLookupService()));
    } else {
      view(path, UserDefinedFileAttributeView.class)
          .write(name.substring(USER.length()), ByteBuffer.wrap(value));
    }
  }

  void remove(Path path, String name) throws IOException {
    if (name.startsWith(USER)) {
      view(path, UserDefinedFileAttributeView.class).delete(name.substring(USER.length()));
    }
  }

  private <V extends FileAttributeView> V view(Path path, Class<V> type) throws Errno {
    V view = provider.getFileAttributeView(path, type);
    if (view == null) {
      throw new Errno(Errors.ENOTSUP, "this file system has no such attributes");
    }
    return view;
  }
}
