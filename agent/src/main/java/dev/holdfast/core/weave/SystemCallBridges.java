package dev.holdfast.core.weave;

import dev.holdfast.boot.SystemCalls;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.function.Supplier;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Generates {@link SystemCalls} into java.base: one class in {@code sun.nio.fs}, one in {@code
 * sun.nio.ch}, which call that package's own methods as any class of it does. Where those are
 * differs between JDKs and is looked up.
 */
public final class SystemCallBridges {
  private static final String CALLS = "sun/nio/fs/HoldfastCalls";
  private static final String FORCE = "sun/nio/ch/HoldfastForce";

  private static final String UNIX = "sun/nio/fs/UnixNativeDispatcher";
  private static final String LINUX = "sun/nio/fs/LinuxNativeDispatcher";
  private static final String ATTRIBUTES = "sun/nio/fs/UnixFileAttributes";
  private static final String PATH = "sun/nio/fs/UnixPath";
  private static final String DEFAULT_PROVIDER = "sun/nio/fs/DefaultFileSystemProvider";
  private static final String PROVIDER = "java/nio/file/spi/FileSystemProvider";
  private static final String FD = "Ljava/io/FileDescriptor;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String RUNNABLE = "Ljava/lang/Runnable;";

  /** 0 to 2 are the console's, the application's hooks, deletions on exit; 10 are there. */
  private static final int FIRST_EXIT_SLOT = 3;

  private static final int LAST_EXIT_SLOT = 9;

  /** IOStatus.INTERRUPTED. */
  private static final int INTERRUPTED = -3;

  private final JdkMembers members;
  private final BridgeClass calls =
      new BridgeClass(CALLS, "dev/holdfast/boot/SystemCalls", "java/util/function/Supplier");

  private SystemCallBridges(JdkMembers members) {
    this.members = members;
  }

  /** Defines the classes, unless an earlier start in this JVM has. */
  public static SystemCalls define(Jdk jdk) throws WeavingException {
    try {
      Class<?> type = Jdk.classOrNull(CALLS.replace('/', '.'));
      if (type == null) {
        SystemCallBridges bridges = new SystemCallBridges(new JdkMembers());
        jdk.define(FORCE, bridges.force());
        jdk.define(FileCallBridge.NAME, new FileCallBridge(bridges.members).toByteArray());
        type = jdk.define(CALLS, bridges.calls());
      }
      return (SystemCalls) jdk.allocate(type);
    } catch (LinkageError refused) {
      throw new WeavingException("cannot define " + CALLS + " " + Jdk.where(), refused);
    }
  }

  /**
   * The JDK's own file system, also where the application has set another default one; that is not
   * loaded by this.
   */
  public static FileSystem fileSystem(SystemCalls calls) {
    return System.getProperty("java.nio.file.spi.DefaultFileSystemProvider") == null
        ? FileSystems.getDefault()
        : (FileSystem) ((Supplier<?>) calls).get();
  }

  /** The class in sun.nio.ch: {@code static boolean force(FileDescriptor, boolean)}. */
  byte[] force() throws WeavingException {
    String owner =
        members.firstOwner(
            "force0",
            "(" + FD + "Z)I",
            "sun/nio/ch/UnixFileDispatcherImpl", // since 21
            "sun/nio/ch/FileDispatcherImpl");
    BridgeClass bridge = new BridgeClass(FORCE);
    MethodVisitor code = bridge.staticMethod("force", "(" + FD + "Z)Z");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "force0", "(" + FD + "Z)I", false);
    code.visitIntInsn(Opcodes.BIPUSH, INTERRUPTED);
    Label interrupted = new Label();
    code.visitJumpInsn(Opcodes.IF_ICMPEQ, interrupted);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(interrupted);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
    BridgeClass.end(code);
    return bridge.toByteArray();
  }

  /** The class in sun.nio.fs. */
  byte[] calls() throws WeavingException {
    String path = "L" + PATH + ";";
    calls.call("open", "(" + OBJECT + "II)I", UNIX, "open", "(" + path + "II)I");
    calls.call("openat", "(I[BII)I", UNIX, "openat", "(I[BII)I");
    calls.call("close", "(I)V", UNIX, "close", "(I)V");
    calls.call("renameat", "(I[BI[B)V", UNIX, "renameat", "(I[BI[B)V");
    calls.call("rename", "(" + OBJECT + OBJECT + ")V", UNIX, "rename", "(" + path + path + ")V");
    calls.call("link", "(" + OBJECT + OBJECT + ")V", UNIX, "link", "(" + path + path + ")V");
    calls.call("unlinkat", "(I[B)V", UNIX, "unlinkat", "(I[BI)V", 0);
    calls.call("mkdir", "(" + OBJECT + "I)V", UNIX, "mkdir", "(" + path + "I)V");
    calls.call("rmdir", "(" + OBJECT + ")V", UNIX, "rmdir", "(" + path + ")V");
    calls.call("readlink", "(" + OBJECT + ")[B", UNIX, "readlink", "(" + path + ")[B");
    calls.call("fchmod", "(II)V", UNIX, "fchmod", "(II)V");
    calls.call("fchown", "(III)V", UNIX, "fchown", "(III)V");
    stats();
    times();
    extendedAttributes();
    memory();
    descriptors();
    atExit();
    fileSystem();
    calls.errno();
    return calls.toByteArray();
  }

  private void stats() {
    String attributes = "L" + ATTRIBUTES + ";";
    String path = "L" + PATH + ";";
    stat("stat", "(" + OBJECT + ")[J", "(" + path + "Z)" + attributes, 1);
    stat("lstat", "(" + OBJECT + ")[J", "(" + path + "Z)" + attributes, 0);
    stat("lstatat", "(I" + OBJECT + ")[J", "(I" + path + "Z)" + attributes, 0);
    stat("fstat", "(I)[J", "(I)" + attributes);
    MethodVisitor code = calls.staticMethod("array", "(" + attributes + ")[J");
    code.visitIntInsn(Opcodes.BIPUSH, SystemCalls.STAT_LENGTH);
    code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
    element(code, SystemCalls.DEVICE, "dev", "()J");
    element(code, SystemCalls.INODE, "ino", "()J");
    element(code, SystemCalls.MODE, "mode", "()I");
    element(code, SystemCalls.LINKS, "nlink", "()I");
    element(code, SystemCalls.OWNER, "uid", "()I");
    element(code, SystemCalls.GROUP, "gid", "()I");
    element(code, SystemCalls.SIZE, "size", "()J");
    String time = "()Ljava/nio/file/attribute/FileTime;";
    element(code, SystemCalls.MODIFIED_NANOS, "lastModifiedTime", time);
    element(code, SystemCalls.ACCESSED_NANOS, "lastAccessTime", time);
    element(code, SystemCalls.CHANGED_NANOS, "ctime", time);
    code.visitInsn(Opcodes.ARETURN);
    BridgeClass.end(code);
  }

  private void stat(String method, String descriptor, String target, int... followsLinks) {
    MethodVisitor code = calls.method(method, descriptor);
    Label start = new Label();
    code.visitLabel(start);
    BridgeClass.loadParameters(code, descriptor, target);
    for (int follows : followsLinks) {
      code.visitIntInsn(Opcodes.BIPUSH, follows);
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, ATTRIBUTES, "get", target, false);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, CALLS, "array", "(L" + ATTRIBUTES + ";)[J", false);
    calls.returnOrThrow(code, start, descriptor);
  }

  /** {@code array[index] = attributes.method()}; the array stays on the stack. */
  private static void element(MethodVisitor code, int index, String method, String descriptor) {
    code.visitInsn(Opcodes.DUP);
    code.visitIntInsn(Opcodes.BIPUSH, index);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ATTRIBUTES, method, descriptor, false);
    if (descriptor.endsWith("I")) {
      code.visitInsn(Opcodes.I2L);
    } else if (descriptor.endsWith(";")) {
      code.visitFieldInsn(
          Opcodes.GETSTATIC,
          "java/util/concurrent/TimeUnit",
          "NANOSECONDS",
          "Ljava/util/concurrent/TimeUnit;");
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          "java/nio/file/attribute/FileTime",
          "to",
          "(Ljava/util/concurrent/TimeUnit;)J",
          false);
    }
    code.visitInsn(Opcodes.LASTORE);
  }

  private void times() throws WeavingException {
    if (members.hasMethod(UNIX, "futimens", "(IJJ)V")) { // since 17
      calls.call("setTimes", "(IJJ)V", UNIX, "futimens", "(IJJ)V");
      return;
    }
    members.firstOwner("futimes", "(IJJ)V", UNIX);
    MethodVisitor code = calls.method("setTimes", "(IJJ)V");
    Label start = new Label();
    code.visitLabel(start);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    for (int slot = 2; slot <= 4; slot += 2) {
      code.visitVarInsn(Opcodes.LLOAD, slot);
      code.visitLdcInsn(1000L);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "floorDiv", "(JJ)J", false);
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, UNIX, "futimes", "(IJJ)V", false);
    calls.returnOrThrow(code, start, "(IJJ)V");
  }

  private void extendedAttributes() throws WeavingException {
    // Until 11 of Linux only, then of all Unix systems.
    String owner = members.firstOwner("flistxattr", "(IJI)I", UNIX, LINUX);
    calls.call("listAttributes", "(IJI)I", owner, "flistxattr", "(IJI)I");
    calls.call("getAttribute", "(I[BJI)I", owner, "fgetxattr", "(I[BJI)I");
    calls.call("setAttribute", "(I[BJI)V", owner, "fsetxattr", "(I[BJI)V");
    calls.call("removeAttribute", "(I[B)V", owner, "fremovexattr", "(I[B)V");
  }

  private void memory() {
    MethodVisitor address = calls.method("address", "(" + OBJECT + ")J");
    address.visitVarInsn(Opcodes.ALOAD, 1);
    address.visitTypeInsn(Opcodes.CHECKCAST, "sun/nio/ch/DirectBuffer");
    address.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, "sun/nio/ch/DirectBuffer", "address", "()J", true);
    address.visitInsn(Opcodes.LRETURN);
    BridgeClass.end(address);
    MethodVisitor bytes = calls.method("bytes", "(" + OBJECT + ")[B");
    bytes.visitVarInsn(Opcodes.ALOAD, 1);
    bytes.visitTypeInsn(Opcodes.CHECKCAST, PATH);
    // Not getByteArrayForSysCalls: with -Duser.dir that makes a relative path absolute.
    bytes.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PATH, "asByteArray", "()[B", false);
    bytes.visitInsn(Opcodes.ARETURN);
    BridgeClass.end(bytes);
  }

  private void descriptors() throws WeavingException {
    MethodVisitor force = calls.method("force", "(" + FD + "Z)Z");
    force.visitVarInsn(Opcodes.ALOAD, 1);
    force.visitVarInsn(Opcodes.ILOAD, 2);
    force.visitMethodInsn(Opcodes.INVOKESTATIC, FORCE, "force", "(" + FD + "Z)Z", false);
    force.visitInsn(Opcodes.IRETURN);
    BridgeClass.end(force);
    FileCallBridge.callFrom(calls);
    String access = access("JavaIOFileDescriptorAccess");
    MethodVisitor number = calls.method("number", "(" + FD + ")I");
    loadAccess(number, access);
    number.visitVarInsn(Opcodes.ALOAD, 1);
    number.visitMethodInsn(Opcodes.INVOKEINTERFACE, access, "get", "(" + FD + ")I", true);
    number.visitInsn(Opcodes.IRETURN);
    BridgeClass.end(number);
    MethodVisitor set = calls.method("setNumber", "(" + FD + "I)V");
    setNumber(set, access);
    set.visitInsn(Opcodes.RETURN);
    BridgeClass.end(set);
    MethodVisitor appending = calls.method("setAppending", "(" + FD + ")V");
    if (members.hasMethod(access, "setAppend", "(" + FD + "Z)V")) { // since 9
      loadAccess(appending, access);
      appending.visitVarInsn(Opcodes.ALOAD, 1);
      appending.visitInsn(Opcodes.ICONST_1);
      appending.visitMethodInsn(
          Opcodes.INVOKEINTERFACE, access, "setAppend", "(" + FD + "Z)V", true);
    }
    appending.visitInsn(Opcodes.RETURN);
    BridgeClass.end(appending);
    boolean cleaners = members.hasMethod(access, "registerCleanup", "(" + FD + ")V"); // since 11
    MethodVisitor replace = calls.method("replaceNumber", "(" + FD + "I)V");
    if (cleaners) {
      // A cleaner keeps the number it was made for: it must go first and come anew.
      onDescriptor(replace, access, "unregisterCleanup");
    }
    setNumber(replace, access);
    if (cleaners) {
      onDescriptor(replace, access, "registerCleanup");
    }
    replace.visitInsn(Opcodes.RETURN);
    BridgeClass.end(replace);
  }

  private void setNumber(MethodVisitor code, String access) throws WeavingException {
    loadAccess(code, access);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, access, "set", "(" + FD + "I)V", true);
  }

  private void onDescriptor(MethodVisitor code, String access, String method)
      throws WeavingException {
    loadAccess(code, access);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, access, method, "(" + FD + ")V", true);
  }

  /** Where java.base keeps what its packages let each other do. */
  private String secrets() throws WeavingException {
    return members.firstClass(
        "jdk/internal/access/SharedSecrets", // since 12
        "jdk/internal/misc/SharedSecrets", // since 9
        "sun/misc/SharedSecrets");
  }

  private String access(String name) throws WeavingException {
    String secrets = secrets();
    return secrets.substring(0, secrets.lastIndexOf('/') + 1) + name;
  }

  private void loadAccess(MethodVisitor code, String access) throws WeavingException {
    String getter = "get" + access.substring(access.lastIndexOf('/') + 1);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, secrets(), getter, "()L" + access + ";", false);
  }

  /** Tries the free slots in turn: InternalError says that one is taken. */
  private void atExit() throws WeavingException {
    String access = access("JavaLangAccess");
    MethodVisitor code = calls.method("atExit", "(" + RUNNABLE + ")V");
    for (int slot = FIRST_EXIT_SLOT; slot <= LAST_EXIT_SLOT; slot++) {
      Label start = new Label();
      Label handler = new Label();
      code.visitLabel(start);
      loadAccess(code, access);
      code.visitIntInsn(Opcodes.BIPUSH, slot);
      // Not during shutdown: IllegalStateException then.
      code.visitInsn(Opcodes.ICONST_0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitMethodInsn(
          Opcodes.INVOKEINTERFACE, access, "registerShutdownHook", "(IZ" + RUNNABLE + ")V", true);
      code.visitInsn(Opcodes.RETURN);
      code.visitLabel(handler);
      code.visitTryCatchBlock(start, handler, handler, "java/lang/InternalError");
      Object[] locals = {CALLS, "java/lang/Runnable"};
      Object[] stack = {"java/lang/InternalError"};
      code.visitFrame(Opcodes.F_FULL, locals.length, locals, stack.length, stack);
      code.visitInsn(slot == LAST_EXIT_SLOT ? Opcodes.ATHROW : Opcodes.POP);
    }
    BridgeClass.end(code);
  }

  /** {@code Supplier.get}: the file system of the JDK's own default provider. */
  private void fileSystem() {
    String type = "L" + PROVIDER + ";";
    boolean one = members.hasMethod(DEFAULT_PROVIDER, "instance", "()" + type); // since 13
    MethodVisitor code = calls.method("get", "()" + OBJECT);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, DEFAULT_PROVIDER, one ? "instance" : "create", "()" + type, false);
    code.visitLdcInsn("file:///");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/net/URI",
        "create",
        "(Ljava/lang/String;)Ljava/net/URI;",
        false);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        PROVIDER,
        "getFileSystem",
        "(Ljava/net/URI;)Ljava/nio/file/FileSystem;",
        false);
    code.visitInsn(Opcodes.ARETURN);
    BridgeClass.end(code);
  }
}
