package dev.holdfast.core.weave;

import static dev.holdfast.core.weave.Argument.bits;
import static dev.holdfast.core.weave.Argument.field;
import static dev.holdfast.core.weave.Argument.fromLast;
import static dev.holdfast.core.weave.Argument.parameter;
import static dev.holdfast.core.weave.Argument.self;
import static dev.holdfast.core.weave.HookPoint.Need.OPTIONAL;
import static dev.holdfast.core.weave.HookPoint.Need.REQUIRED;

import java.util.ArrayList;
import java.util.List;

/** The hook table: every method of the JDK that is woven, with the evidence for it. */
final class HookPoints {
  /** The first and the last JDK that this table was checked on. */
  static final int FIRST_JDK = 8;

  static final int LAST_JDK = Integer.MAX_VALUE;

  static final String STREAM = "java/io/FileOutputStream";
  static final String CHANNEL = "sun/nio/ch/FileChannelImpl";
  static final String ASYNCHRONOUS = "sun/nio/ch/SimpleAsynchronousFileChannelImpl";
  private static final String PROVIDER = "sun/nio/fs/UnixFileSystemProvider";
  private static final String FACTORY = "sun/nio/fs/UnixChannelFactory";
  private static final String DESCRIPTOR = "java/io/FileDescriptor";

  static final String FD = "Ljava/io/FileDescriptor;";
  private static final String FILE = "Ljava/io/File;";
  private static final String PATH = "Ljava/nio/file/Path;";
  private static final String OPTIONS = "[Ljava/nio/file/CopyOption;";
  private static final String UNIX_PATH = "Lsun/nio/fs/UnixPath;";
  private static final String FLAGS = "Lsun/nio/fs/UnixChannelFactory$Flags;";
  static final String OBJECT = "Ljava/lang/Object;";
  static final String FD_AND_CAUSE = "(" + FD + "Ljava/lang/Throwable;)V";

  /** The fields of Flags, in the order of the bits of {@code Hooks.READ} and those after it. */
  private static final String[] OPEN_OPTIONS = {
    "read",
    "write",
    "append",
    "truncateExisting",
    "noFollowLinks",
    "create",
    "createNew",
    "deleteOnClose",
    "sync",
    "dsync",
    "direct" // since 10
  };

  private final List<HookPoint> rows = new ArrayList<>();

  private HookPoints() {}

  /** All rows, of all JDKs. */
  static List<HookPoint> all() {
    HookPoints table = new HookPoints();
    table.opening();
    new WritePoints(table).addAll();
    table.forcing();
    table.closing();
    table.replacing();
    return table.rows;
  }

  /** The rows of one JDK; {@code jdk} is its feature version, 8 or more. */
  static List<HookPoint> of(int jdk) {
    List<HookPoint> those = new ArrayList<>();
    for (HookPoint row : all()) {
      if (row.isOf(jdk)) {
        those.add(row);
      }
    }
    return those;
  }

  private void opening() {
    row(
        STREAM,
        "open",
        "(Ljava/lang/String;Z)V",
        Around.before(
            new HookCall(
                "openingStream",
                "(" + FD + "Ljava/lang/String;Z)Z",
                field("fd", FD),
                parameter(0),
                parameter(1))),
        "every path constructor ends here; a constructor itself cannot be skipped");
    row(
        "java/io/RandomAccessFile",
        "open",
        "(Ljava/lang/String;I)V",
        Around.before(
            new HookCall(
                "openingRandomAccess",
                "(" + FD + "Ljava/lang/String;I)Z",
                field("fd", FD),
                parameter(0),
                parameter(1))),
        "every path constructor ends here");
    add(
        FACTORY,
        "open",
        new String[] {
          "(I" + UNIX_PATH + FLAGS + "I)" + FD,
          // Until 23: the path once more for the SecurityManager.
          "(I" + UNIX_PATH + "Ljava/lang/String;" + FLAGS + "I)" + FD
        },
        FIRST_JDK,
        LAST_JDK,
        REQUIRED,
        Around.before(
            new HookCall(
                "openingChannel",
                "(I" + OBJECT + "II)" + FD,
                parameter(0),
                parameter(1),
                bits(1, OPEN_OPTIONS),
                fromLast(0))),
        "every open of java.nio.file, asynchronous and SecureDirectoryStream too, ends here");
  }

  private void forcing() {
    row(
        CHANNEL,
        "force",
        "(Z)V",
        Around.before(new HookCall("forcing", "(" + FD + "Z)Z", field("fd", FD), parameter(0)))
            .after(new HookCall("forced", "(" + FD + ")V", field("fd", FD))),
        "returns normally only where fsync did: else endBlocking throws");
    row(
        ASYNCHRONOUS,
        "force",
        "(Z)V",
        Around.before(new HookCall("forcing", "(" + FD + "Z)Z", field("fdObj", FD), parameter(0)))
            .after(new HookCall("forced", "(" + FD + ")V", field("fdObj", FD))),
        "calls the dispatcher itself");
    add(
        DESCRIPTOR,
        "sync",
        new String[] {"()V"},
        21,
        LAST_JDK,
        REQUIRED,
        Around.before(new HookCall("syncing", "(" + FD + ")Z", self()))
            .after(new HookCall("forced", "(" + FD + ")V", self())),
        "native until 20: there its calls are rewritten, see SyncCalls");
    for (String method : new String[] {"lock", "tryLock"}) {
      row(
          CHANNEL,
          method,
          "(JJZ)Ljava/nio/channels/FileLock;",
          Around.before(new HookCall("locking", "(" + FD + ")V", field("fd", FD))),
          "the overload without parameters calls it");
    }
    HookCall locking = new HookCall("locking", "(" + FD + ")V", field("fdObj", FD));
    row(
        ASYNCHRONOUS,
        "implLock",
        "(JJZLjava/lang/Object;Ljava/nio/channels/CompletionHandler;)Ljava/util/concurrent/Future;",
        Around.before(locking),
        "both public overloads of lock end here, in the caller's thread");
    row(
        ASYNCHRONOUS,
        "tryLock",
        "(JJZ)Ljava/nio/channels/FileLock;",
        Around.before(locking),
        "the overload without parameters calls it");
  }

  private void closing() {
    row(
        CHANNEL,
        "implCloseChannel",
        "()V",
        Around.before(
            new HookCall("closingChannel", "(" + OBJECT + FD + ")V", self(), field("fd", FD))),
        "runs also in the thread that interrupts another, in the midst of a write of that one");
    HookCall closing = new HookCall("closing", "(" + FD + ")V", self());
    HookCall closed = new HookCall("closed", "(" + FD + ")V", self());
    HookCall failed = new HookCall("closeFailed", FD_AND_CAUSE, self());
    add(
        DESCRIPTOR,
        "close",
        new String[] {"()V"},
        11,
        LAST_JDK,
        REQUIRED,
        Around.before(closing).after(closed).failing(failed),
        "every close of a stream, file, channel and asynchronous channel ends here");
    add(
        DESCRIPTOR,
        "closeAll",
        new String[] {"(Ljava/io/Closeable;)V"},
        8,
        10,
        REQUIRED,
        Around.before(closing).after(closed).failing(failed),
        "every close of a stream or RandomAccessFile; its channel closes the stream");
    add(
        "sun/nio/ch/FileDispatcherImpl",
        "close",
        new String[] {"(" + FD + ")V"},
        8,
        10,
        REQUIRED,
        Around.before(new HookCall("closing", "(" + FD + ")V", parameter(0)))
            .after(new HookCall("closed", "(" + FD + ")V", parameter(0)))
            .failing(new HookCall("closeFailed", FD_AND_CAUSE, parameter(0))),
        "every close of a channel that no stream owns, asynchronous ones too");
  }

  private void replacing() {
    row(
        "java/io/File",
        "renameTo",
        "(" + FILE + ")Z",
        Around.before(new HookCall("renaming", "(" + FILE + FILE + ")I", self(), parameter(0))),
        "rename(2) without an error number; does not pass java.nio.file");
    row(
        PROVIDER,
        "move",
        "(" + PATH + PATH + OPTIONS + ")V",
        Around.before(
            new HookCall(
                "moving",
                "(" + OBJECT + OBJECT + "[" + OBJECT + ")Z",
                parameter(0),
                parameter(1),
                parameter(2))),
        "unlink + rename for REPLACE_EXISTING on 8 to 25; LinuxFileSystemProvider inherits it");
    row(
        PROVIDER,
        "copy",
        "(" + PATH + PATH + OPTIONS + ")V",
        Around.before(
            new HookCall(
                "copying",
                "(" + OBJECT + OBJECT + "[" + OBJECT + ")Z",
                parameter(0),
                parameter(1),
                parameter(2))),
        "unlinks the target, then writes by a number that no FileDescriptor has");
    row(
        "java/nio/file/Files",
        "copy",
        "(Ljava/io/InputStream;" + PATH + OPTIONS + ")J",
        Around.before(
            new HookCall(
                "copying",
                "(Ljava/io/InputStream;" + OBJECT + "[" + OBJECT + ")J",
                parameter(0),
                parameter(1),
                parameter(2))),
        "deleteIfExists, then CREATE_NEW: the old file is gone before the open");
    row(
        "java/io/File",
        "delete",
        "()Z",
        Around.before(new HookCall("deleting", "(" + FILE + ")I", self())),
        "also what runs for deleteOnExit");
    row(
        PROVIDER,
        "implDelete",
        "(" + PATH + "Z)Z",
        Around.before(new HookCall("deleting", "(" + OBJECT + ")I", parameter(0))),
        "Files.delete and deleteIfExists");
    zip("com/sun/nio/zipfs/ZipFileSystem", 8, 8);
    zip("jdk/nio/zipfs/ZipFileSystem", 9, LAST_JDK);
  }

  private void zip(String owner, int firstJdk, int lastJdk) {
    add(
        owner,
        "sync",
        new String[] {"()V"},
        firstJdk,
        lastJdk,
        OPTIONAL,
        new BeforeDeletion("zfpath", new HookCall("replacing", "(" + OBJECT + ")V")),
        "deletes the archive, then moves the new one to its name");
  }

  void row(String owner, String method, String descriptor, Shape shape, String evidence) {
    add(owner, method, new String[] {descriptor}, FIRST_JDK, LAST_JDK, REQUIRED, shape, evidence);
  }

  void add(
      String owner,
      String method,
      String[] descriptors,
      int firstJdk,
      int lastJdk,
      HookPoint.Need need,
      Shape shape,
      String evidence) {
    rows.add(new HookPoint(owner, method, descriptors, firstJdk, lastJdk, need, shape, evidence));
  }
}
