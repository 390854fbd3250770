package probes;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Calls each of the agent's system calls in the folder it is given, rightly and wrongly, and prints
 * one line a call: what it returned, or the error number and words.
 */
public final class SystemCallsProbe {
  private static final int O_RDWR_CREAT_EXCL = 0302;
  private static final int O_WRONLY = 1;

  /** A number that no descriptor has. */
  private static final int CLOSED = 9999;

  private final Class<?> type;
  private final Object calls;
  private final Path folder;

  private SystemCallsProbe(Path folder) throws ReflectiveOperationException {
    this.folder = folder;
    this.type = Class.forName("dev.holdfast.boot.SystemCalls");
    Class<?> generated = Class.forName("sun.nio.fs.HoldfastCalls", false, null);
    Class<?> unsafeType = Class.forName("sun.misc.Unsafe");
    Field unsafe = unsafeType.getDeclaredField("theUnsafe");
    unsafe.setAccessible(true);
    Method allocate = unsafeType.getMethod("allocateInstance", Class.class);
    this.calls = allocate.invoke(unsafe.get(null), generated);
  }

  public static void main(String[] arguments) throws Exception {
    SystemCallsProbe probe = new SystemCallsProbe(new File(arguments[0]).toPath());
    probe.names();
    probe.metadata();
    probe.descriptors();
    probe.exit();
  }

  private void names() throws Exception {
    FileSystem system = folder.getFileSystem();
    byte[] a = (byte[]) call("bytes", system.getPath("a"));
    byte[] b = (byte[]) call("bytes", system.getPath("b"));
    byte[] none = (byte[]) call("bytes", system.getPath("none"));
    int dir = (Integer) call("open", folder, 0, 0);
    tell("open missing", "open", folder.resolve("none"), 0, 0);
    int file = (Integer) call("openat", dir, a, O_RDWR_CREAT_EXCL, 0640);
    tell("openat existing", "openat", dir, a, O_RDWR_CREAT_EXCL, 0640);
    tell("close", "close", file);
    tell("renameat", "renameat", dir, a, dir, b);
    tell("renameat missing", "renameat", dir, none, dir, b);
    tell("rename", "rename", folder.resolve("b"), folder.resolve("a"));
    tell("rename missing", "rename", folder.resolve("none"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("link"), system.getPath("a"));
    say(
        "readlink",
        new String((byte[]) call("readlink", folder.resolve("link")), StandardCharsets.UTF_8));
    tell("readlink of a file", "readlink", folder.resolve("a"));
    say("lstat", octal(((long[]) call("lstat", folder.resolve("link")))[2] & 0170000));
    say("stat", octal(((long[]) call("stat", folder.resolve("link")))[2]));
    say("lstatat", octal(((long[]) call("lstatat", dir, system.getPath("link")))[2] & 0170000));
    tell("link", "link", folder.resolve("a"), folder.resolve("second"));
    say("links", ((long[]) call("stat", folder.resolve("second")))[3]);
    tell("link existing", "link", folder.resolve("a"), folder.resolve("second"));
    tell("link missing", "link", folder.resolve("none"), folder.resolve("third"));
    tell("unlinkat", "unlinkat", dir, (byte[]) call("bytes", system.getPath("second")));
    tell("lstat missing", "lstat", folder.resolve("none"));
    tell("stat missing", "stat", folder.resolve("none"));
    tell("lstatat missing", "lstatat", dir, system.getPath("none"));
    tell("unlinkat", "unlinkat", dir, (byte[]) call("bytes", system.getPath("link")));
    tell("unlinkat missing", "unlinkat", dir, none);
    tell("close", "close", dir);
    say("left", String.join(" ", folder.toFile().list()));
  }

  private void metadata() throws Exception {
    int file = (Integer) call("open", folder.resolve("a"), 2, 0);
    Object inode = Files.getAttribute(folder.resolve("a"), "unix:ino");
    say("inode", ((long[]) call("fstat", file))[1] == (Long) inode);
    call("fchmod", file, 04750);
    say("fchmod", octal(((long[]) call("fstat", file))[2]));
    tell("fchmod closed", "fchmod", CLOSED, 0600);
    long[] stat = (long[]) call("fstat", file);
    tell("fchown", "fchown", file, (int) stat[4], (int) stat[5]);
    tell("fchown closed", "fchown", CLOSED, 0, 0);
    call("setTimes", file, 1100000007000005000L, 1000000007000001000L);
    stat = (long[]) call("fstat", file);
    say("setTimes", stat[8] + " " + stat[7]);
    tell("setTimes closed", "setTimes", CLOSED, 0L, 0L);
    say("size and links", stat[6] + " " + stat[3]);
    tell("fstat closed", "fstat", CLOSED);
    ByteBuffer memory = ByteBuffer.allocateDirect(1000);
    long address = (Long) call("address", memory);
    byte[] name = "user.holdfast".getBytes(StandardCharsets.US_ASCII);
    memory.put("value".getBytes(StandardCharsets.US_ASCII));
    tell("setAttribute", "setAttribute", file, name, address, 5);
    tell("setAttribute closed", "setAttribute", CLOSED, name, address, 5);
    memory.put(0, (byte) 0);
    tell("getAttribute", "getAttribute", file, name, address, 1000);
    say("its first byte", (char) memory.get(0));
    tell("listAttributes", "listAttributes", file, address, 1000);
    tell("listAttributes closed", "listAttributes", CLOSED, address, 1000);
    tell("removeAttribute", "removeAttribute", file, name);
    tell("getAttribute missing", "getAttribute", file, name, address, 1000);
    tell("removeAttribute missing", "removeAttribute", file, name);
    call("close", file);
  }

  private void descriptors() throws Exception {
    FileDescriptor descriptor = new FileDescriptor();
    say("number", call("number", descriptor));
    call("setNumber", descriptor, CLOSED);
    say("number", call("number", descriptor));
    tell("force closed", "force", descriptor, true);
    tell("truncate closed", "truncate", descriptor, 3L);
    int dir = (Integer) call("open", folder, 0, 0);
    call("setNumber", descriptor, dir);
    tell("force of a folder", "force", descriptor, true);
    call("setNumber", descriptor, -1);

    FileOutputStream out = new FileOutputStream(folder.resolve("other").toFile());
    int before = (Integer) call("number", out.getFD());
    int after = (Integer) call("open", folder.resolve("a"), O_WRONLY, 0);
    call("replaceNumber", out.getFD(), after);
    call("close", before);
    out.write("replaced".getBytes(StandardCharsets.US_ASCII));
    out.close();
    say("written by the new number", Files.size(folder.resolve("a")));
    tell("which is closed with the stream", "fstat", after);
    abandoned();
  }

  /** A stream that nobody closes: the collector closes the new number, and only that. */
  private void abandoned() throws Exception {
    int[] numbers = abandon();
    boolean open = true;
    for (int i = 0; open && i < 1000; i++) {
      System.gc();
      // Finalizers are how Java 8 closes streams; asked for by name, as newer compilers warn.
      Runtime.class.getMethod("runFinalization").invoke(Runtime.getRuntime());
      open = result("fstat", numbers[1]).startsWith("[");
    }
    tell("abandoned, the new number", "fstat", numbers[1]);
    say("abandoned, the old number", result("fstat", numbers[0]).startsWith("["));
  }

  private int[] abandon() throws Exception {
    FileOutputStream out = new FileOutputStream(folder.resolve("other").toFile());
    int before = (Integer) call("number", out.getFD());
    int after = (Integer) call("open", folder.resolve("a"), O_WRONLY, 0);
    call("replaceNumber", out.getFD(), after);
    return new int[] {before, after};
  }

  private void exit() throws Exception {
    call("atExit", new Last("first at exit"));
    call("atExit", new Last("second at exit"));
    Runtime.getRuntime().addShutdownHook(new Thread(new Last("the application's hook")));
  }

  private static final class Last implements Runnable {
    private final String line;

    Last(String line) {
      this.line = line;
    }

    @Override
    public void run() {
      System.out.println(line);
    }
  }

  private Object call(String name, Object... arguments) throws Exception {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        try {
          return method.invoke(calls, arguments);
        } catch (InvocationTargetException wrapper) {
          throw (Exception) wrapper.getCause();
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private String result(String name, Object... arguments) throws Exception {
    try {
      Object result = call(name, arguments);
      return result instanceof long[] ? "[]" : "" + result;
    } catch (IOException failure) {
      Class<?> thrown = failure.getClass();
      String number =
          thrown.getSimpleName().equals("Errno")
              ? thrown.getMethod("number").invoke(failure) + " "
              : "";
      return "error " + number + failure.getMessage();
    }
  }

  private void tell(String what, String name, Object... arguments) throws Exception {
    say(what, result(name, arguments));
  }

  private static void say(String what, Object result) {
    System.out.println(what + ": " + result);
  }

  private static String octal(long number) {
    return Long.toOctalString(number);
  }
}
