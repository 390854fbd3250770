package dev.holdfast.core.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes a class of plain calls: each method loads its parameters and calls one other. */
final class BridgeClass {
  private static final String UNIX_EXCEPTION = "sun/nio/fs/UnixException";
  private static final String ERRNO = "dev/holdfast/boot/Errno";

  final String name;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  BridgeClass(String name, String... interfaces) {
    this.name = name;
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        "java/lang/Object",
        interfaces);
  }

  byte[] toByteArray() {
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A public method whose end the caller writes, with {@link #end}. */
  MethodVisitor method(String method, String descriptor) {
    return begin(Opcodes.ACC_PUBLIC, method, descriptor);
  }

  MethodVisitor staticMethod(String method, String descriptor) {
    return begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method, descriptor);
  }

  private MethodVisitor begin(int access, String method, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
    code.visitCode();
    return code;
  }

  static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /**
   * A public method that passes its parameters on to a static one, and throws Errno where that
   * throws UnixException. An Object parameter is cast to what the other takes; {@code constants}
   * are passed after the parameters.
   */
  void call(
      String method,
      String descriptor,
      String owner,
      String target,
      String targetDescriptor,
      int... constants) {
    MethodVisitor code = method(method, descriptor);
    Label start = new Label();
    code.visitLabel(start);
    loadParameters(code, descriptor, targetDescriptor);
    for (int constant : constants) {
      code.visitIntInsn(Opcodes.BIPUSH, constant);
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, target, targetDescriptor, false);
    returnOrThrow(code, start, descriptor);
  }

  /** The end of a method: returns what is on the stack; a UnixException leaves as Errno. */
  void returnOrThrow(MethodVisitor code, Label start, String descriptor) {
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    Label handler = new Label();
    code.visitLabel(handler);
    code.visitTryCatchBlock(start, handler, handler, UNIX_EXCEPTION);
    code.visitFrame(Opcodes.F_FULL, 0, null, 1, new Object[] {UNIX_EXCEPTION});
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, name, "errno", "(L" + UNIX_EXCEPTION + ";)L" + ERRNO + ";", false);
    code.visitInsn(Opcodes.ATHROW);
    end(code);
  }

  /** {@code static Errno errno(UnixException)}, which the methods above call. */
  void errno() {
    MethodVisitor code = staticMethod("errno", "(L" + UNIX_EXCEPTION + ";)L" + ERRNO + ";");
    code.visitTypeInsn(Opcodes.NEW, ERRNO);
    code.visitInsn(Opcodes.DUP);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UNIX_EXCEPTION, "errno", "()I", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, UNIX_EXCEPTION, "errorString", "()Ljava/lang/String;", false);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, ERRNO, "<init>", "(ILjava/lang/String;)V", false);
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  static void loadParameters(MethodVisitor code, String descriptor, String target) {
    Type[] from = Type.getArgumentTypes(descriptor);
    Type[] to = Type.getArgumentTypes(target);
    int slot = 1;
    for (int i = 0; i < from.length; i++) {
      code.visitVarInsn(from[i].getOpcode(Opcodes.ILOAD), slot);
      if (!from[i].equals(to[i])) {
        code.visitTypeInsn(Opcodes.CHECKCAST, to[i].getInternalName());
      }
      slot += from[i].getSize();
    }
  }
}
