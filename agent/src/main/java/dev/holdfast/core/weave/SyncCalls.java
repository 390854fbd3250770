package dev.holdfast.core.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The calls of {@code FileDescriptor.sync()}, where that is native (until 20) and cannot be woven:
 * they are led to a generated class instead, as the classes that make them load.
 *
 * <p>The generated class lies in {@code java.io}, because module systems inside the JVM (OSGi,
 * JBoss Modules) ask the bootstrap loader for {@code java.*} only.
 */
final class SyncCalls {
  /** The last JDK on which it is native. */
  static final int LAST_JDK = 20;

  static final String SHIM = "java/io/HoldfastSync";

  private static final String DESCRIPTOR = "java/io/FileDescriptor";
  private static final String SHIM_DESCRIPTOR = "(L" + DESCRIPTOR + ";)V";
  private static final byte[][] NAMES = ConstantPool.ascii(DESCRIPTOR, "sync");

  private SyncCalls() {}

  /** The class that woven calls go to: {@code public static void sync(FileDescriptor)}. */
  static byte[] shim() {
    String fd = "(L" + DESCRIPTOR + ";)";
    ClassWriter shim = new ClassWriter(0);
    shim.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        SHIM,
        null,
        "java/lang/Object",
        null);
    MethodVisitor sync =
        shim.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "sync",
            fd + "V",
            null,
            new String[] {"java/io/SyncFailedException"});
    Label done = new Label();
    sync.visitCode();
    sync.visitVarInsn(Opcodes.ALOAD, 0);
    sync.visitMethodInsn(Opcodes.INVOKESTATIC, HookCall.HOOKS, "syncing", fd + "Z", false);
    sync.visitJumpInsn(Opcodes.IFNE, done);
    sync.visitVarInsn(Opcodes.ALOAD, 0);
    sync.visitMethodInsn(Opcodes.INVOKEVIRTUAL, DESCRIPTOR, "sync", "()V", false);
    sync.visitVarInsn(Opcodes.ALOAD, 0);
    sync.visitMethodInsn(Opcodes.INVOKESTATIC, HookCall.HOOKS, "forced", fd + "V", false);
    sync.visitLabel(done);
    sync.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    sync.visitInsn(Opcodes.RETURN);
    sync.visitMaxs(1, 1);
    sync.visitEnd();
    shim.visitEnd();
    return shim.toByteArray();
  }

  /** The class with its calls led to the shim; null if it makes none. */
  static byte[] rewrittenOrNull(byte[] classFile) {
    if (!mentions(classFile)) {
      return null;
    }
    boolean[] found = new boolean[1];
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Rewriter(
                super.visitMethod(access, name, descriptor, signature, exceptions), found);
          }
        },
        0);
    return found[0] ? writer.toByteArray() : null;
  }

  private static final class Rewriter extends MethodVisitor {
    private final boolean[] found;

    Rewriter(MethodVisitor next, boolean[] found) {
      super(Opcodes.ASM9, next);
      this.found = found;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKEVIRTUAL
          && owner.equals(DESCRIPTOR)
          && name.equals("sync")
          && descriptor.equals("()V")) {
        found[0] = true;
        super.visitMethodInsn(Opcodes.INVOKESTATIC, SHIM, "sync", SHIM_DESCRIPTOR, false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      // A method reference, descriptor::sync: the shim takes the receiver as its parameter.
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Handle && isSync((Handle) arguments[i])) {
          found[0] = true;
          arguments[i] = new Handle(Opcodes.H_INVOKESTATIC, SHIM, "sync", SHIM_DESCRIPTOR, false);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    private static boolean isSync(Handle handle) {
      return handle.getOwner().equals(DESCRIPTOR)
          && handle.getName().equals("sync")
          && handle.getDesc().equals("()V");
    }
  }

  /** Whether the constant pool has both names: nearly no class has. */
  static boolean mentions(byte[] classFile) {
    return ConstantPool.found(classFile, NAMES) == 3;
  }
}
