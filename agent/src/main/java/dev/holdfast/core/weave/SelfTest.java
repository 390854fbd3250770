package dev.holdfast.core.weave;

import dev.holdfast.boot.Hooks;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Calls every woven method of the JDK once and looks whether its hook was passed. The calls fail,
 * each after its hook: they are given descriptors that stand for nothing, and a path below
 * /dev/null, which is no folder on any system.
 *
 * <p>To be run before the save engine starts: for its duration the hooks ask a recorder.
 */
public final class SelfTest {
  private static final String NOWHERE = "/dev/null/holdfast";

  private final FileSystem system;
  private final File folderOrNull;
  private final Recorder recorder = new Recorder();
  private final List<String> passed = new ArrayList<>();
  private final List<String> silent = new ArrayList<>();
  private final List<String> notProbed = new ArrayList<>();

  private SelfTest(FileSystem system, File folderOrNull) {
    this.system = system;
    this.folderOrNull = folderOrNull;
  }

  /**
   * All but what needs a file or loads much: for every start. Writes nothing. Throws where a hook
   * was not passed: saves would not be protected.
   */
  public static SelfTest quick(Weaver weaver) throws WeavingException {
    SelfTest test = new SelfTest(FileSystems.getDefault(), null).run(weaver.table());
    if (!test.silent.isEmpty()) {
      throw new WeavingException(
          "woven, but not called: " + test.silent + " " + Jdk.where() + Jdk.REMEDY, null);
    }
    return test;
  }

  /**
   * Everything; writes an archive into {@code folder} and removes it. Afterwards the hooks are
   * stopped. Needs no weaver: the command line looks from outside at what the agent has woven.
   */
  public static SelfTest full(File folder) {
    return new SelfTest(FileSystems.getDefault(), folder).run(HookPoints.of(Jdk.version()));
  }

  /** Hook points whose hook was passed. */
  public List<String> passed() {
    return Collections.unmodifiableList(passed);
  }

  /** Hook points whose hook was not: saves are not protected. */
  public List<String> silent() {
    return Collections.unmodifiableList(silent);
  }

  /** Hook points that this depth does not try. */
  public List<String> notProbed() {
    return Collections.unmodifiableList(notProbed);
  }

  private SelfTest run(List<HookPoint> table) {
    Hooks.start(recorder);
    Hooks.live(1);
    Hooks.appending(1);
    try {
      for (HookPoint row : table) {
        probe(row);
      }
      if (Jdk.version() <= SyncCalls.LAST_JDK) {
        probeSyncCalls();
      }
    } finally {
      Hooks.stop();
    }
    return this;
  }

  private void probe(HookPoint row) {
    recorder.clear();
    boolean probed;
    try {
      probed = call(row);
    } catch (IOException | RuntimeException expected) {
      probed = true;
    }
    if (!probed) {
      notProbed.add(row.toString());
    } else if (isPassed(row)) {
      passed.add(row.toString());
    } else {
      silent.add(row.toString());
    }
  }

  /** One of its hooks; of those around a body, the one before, or at least where it throws. */
  private boolean isPassed(HookPoint row) {
    if (row.method.startsWith("close")) {
      return recorder.hasPassed("closing") && recorder.hasPassed("closed");
    }
    for (HookCall call : row.shape.calls()) {
      if (recorder.hasPassed(call.name)) {
        return true;
      }
    }
    return false;
  }

  /** Calls the row's method; false: not at this depth. The exception is the stock JDK's. */
  private boolean call(HookPoint row) throws IOException {
    switch (row.owner.substring(row.owner.lastIndexOf('/') + 1) + "." + row.method) {
      case "FileOutputStream.open":
        new FileOutputStream(NOWHERE).close();
        return true;
      case "FileOutputStream.write":
        write(new FileOutputStream(new FileDescriptor()), row.descriptors[0]);
        return true;
      case "RandomAccessFile.open":
        new RandomAccessFile(NOWHERE, "r").close();
        return true;
      case "UnixChannelFactory.open":
        FileChannel.open(path(), StandardOpenOption.WRITE).close();
        return true;
      case "IOUtil.write":
        write(deadChannel(), row.descriptors[0]);
        return true;
      case "FileChannelImpl.write":
        writeNothing(deadChannel(), row.descriptors[0]);
        return true;
      case "FileChannelImpl.truncate":
        deadReadChannel().truncate(0);
        return true;
      case "FileChannelImpl.transferTo":
        FileChannel channel = deadChannel();
        channel.transferTo(0, 0, channel);
        return true;
      case "FileChannelImpl.transferFrom":
        FileChannel source = deadReadChannel();
        source.transferFrom(source, 0, 0);
        return true;
      case "FileChannelImpl.implCloseChannel":
        deadChannel().close();
        return true;
      case "FileChannelImpl.force":
        deadChannel().force(true);
        return true;
      case "FileChannelImpl.lock":
        deadReadChannel().lock(0, 1, false).close();
        return true;
      case "FileChannelImpl.tryLock":
        deadReadChannel().tryLock(0, 1, false);
        return true;
      default:
        return callOther(row);
    }
  }

  private boolean callOther(HookPoint row) throws IOException {
    switch (row.owner.substring(row.owner.lastIndexOf('/') + 1) + "." + row.method) {
      case "FileDescriptor.sync":
        new FileDescriptor().sync();
        return true;
      case "FileDescriptor.close":
      case "FileDescriptor.closeAll":
        new FileOutputStream(new FileDescriptor()).close();
        return true;
      case "FileDispatcherImpl.close":
        FileChannel.open(system.getPath("/"), StandardOpenOption.READ).close();
        return true;
      case "File.renameTo":
        return !new File(NOWHERE).renameTo(new File(NOWHERE));
      case "File.delete":
        return !new File(NOWHERE).delete();
      case "UnixFileSystemProvider.implDelete":
        Files.delete(path());
        return true;
      case "UnixFileSystemProvider.move":
        Files.move(path(), path().resolveSibling("other"));
        return true;
      case "UnixFileSystemProvider.copy":
        Files.copy(path(), path().resolveSibling("other"));
        return true;
      case "Files.copy":
        Files.copy(new ByteArrayInputStream(new byte[0]), path());
        return true;
      case "ZipFileSystem.sync":
        return folderOrNull != null && rewriteArchive();
      default:
        return folderOrNull != null && callAsynchronous(row);
    }
  }

  /** There is no channel of this kind without a file, and its class brings threads with it. */
  private boolean callAsynchronous(HookPoint row) throws IOException {
    Path file = system.getPath(folderOrNull.getPath(), "holdfast-self-test.asynchronous");
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      switch (row.owner.substring(row.owner.lastIndexOf('/') + 1) + "." + row.method) {
        case "SimpleAsynchronousFileChannelImpl.force":
          channel.force(true);
          return true;
        case "SimpleAsynchronousFileChannelImpl.truncate":
          channel.truncate(-1);
          return true;
        case "SimpleAsynchronousFileChannelImpl.tryLock":
          return channel.tryLock() != null;
        case "SimpleAsynchronousFileChannelImpl.implLock":
          return channel.lock() != null;
        default:
          return false;
      }
    }
  }

  private Path path() {
    return system.getPath(NOWHERE);
  }

  private static FileChannel deadChannel() {
    return new FileOutputStream(new FileDescriptor()).getChannel();
  }

  private static FileChannel deadReadChannel() {
    return new FileInputStream(new FileDescriptor()).getChannel();
  }

  private static void write(FileOutputStream dead, String descriptor) throws IOException {
    if (descriptor.equals("(I)V")) {
      dead.write(0);
    } else if (descriptor.equals("([B)V")) {
      dead.write(new byte[1]);
    } else {
      dead.write(new byte[1], 0, 1);
    }
  }

  private static void write(FileChannel dead, String descriptor) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    if (descriptor.contains("[Ljava/nio/ByteBuffer;")) {
      dead.write(new ByteBuffer[] {one});
    } else {
      dead.write(one);
    }
  }

  /** Returns where a descriptor is dead, too. */
  private static void writeNothing(FileChannel dead, String descriptor) throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    if (descriptor.startsWith("([")) {
      dead.write(new ByteBuffer[] {nothing}, 0, 1);
    } else if (descriptor.contains("J")) {
      dead.write(nothing, 0);
    } else {
      dead.write(nothing);
    }
  }

  private boolean rewriteArchive() throws IOException {
    Path archive = system.getPath(folderOrNull.getPath(), "holdfast-self-test.zip");
    URI address = URI.create("jar:" + archive.toUri());
    Map<String, String> create = Collections.singletonMap("create", "true");
    try {
      for (int round = 0; round < 2; round++) {
        try (FileSystem zip = FileSystems.newFileSystem(address, create)) {
          Files.write(zip.getPath("/round" + round), new byte[1]);
        }
      }
    } finally {
      Files.deleteIfExists(archive);
    }
    return true;
  }

  private void probeSyncCalls() {
    String name = "calls of java.io.FileDescriptor.sync()";
    recorder.clear();
    try {
      Class<?> shim = Class.forName(SyncCalls.SHIM.replace('/', '.'), true, null);
      shim.getMethod("sync", FileDescriptor.class).invoke(null, new FileDescriptor());
    } catch (InvocationTargetException expected) {
      (recorder.hasPassed("syncing") ? passed : silent).add(name);
      return;
    } catch (ReflectiveOperationException missing) {
      silent.add(name + ": " + missing);
      return;
    }
    silent.add(name);
  }
}
