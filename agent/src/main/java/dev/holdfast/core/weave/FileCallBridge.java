package dev.holdfast.core.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class in sun.nio.ch that calls what its package has of an open file: where it stands, its
 * size, bytes at a place in it. Natives that no interrupt of a thread breaks.
 */
final class FileCallBridge {
  static final String NAME = "sun/nio/ch/HoldfastFile";

  private static final String FD = "Ljava/io/FileDescriptor;";
  private static final String POSITION = "(" + FD + ")J";
  private static final String TRUNCATE = "(" + FD + "J)Z";
  private static final String WRITE = "(" + FD + "JIJ)I";

  /** IOStatus.INTERRUPTED. */
  private static final int INTERRUPTED = -3;

  private final JdkMembers members;

  FileCallBridge(JdkMembers members) {
    this.members = members;
  }

  byte[] toByteArray() throws WeavingException {
    BridgeClass bridge = new BridgeClass(NAME);
    String seek = "(" + FD + "J)J";
    MethodVisitor position = bridge.staticMethod("position", POSITION);
    position.visitVarInsn(Opcodes.ALOAD, 0);
    position.visitLdcInsn(-1L); // the native's word for: stay, and say where
    call(position, "seek0", seek);
    position.visitInsn(Opcodes.LRETURN);
    BridgeClass.end(position);
    MethodVisitor truncate = bridge.staticMethod("truncate", TRUNCATE);
    truncate.visitVarInsn(Opcodes.ALOAD, 0);
    truncate.visitVarInsn(Opcodes.LLOAD, 1);
    call(truncate, "truncate0", "(" + FD + "J)I");
    truncate.visitIntInsn(Opcodes.BIPUSH, INTERRUPTED);
    Label interrupted = new Label();
    truncate.visitJumpInsn(Opcodes.IF_ICMPEQ, interrupted);
    truncate.visitInsn(Opcodes.ICONST_1);
    truncate.visitInsn(Opcodes.IRETURN);
    truncate.visitLabel(interrupted);
    truncate.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    truncate.visitInsn(Opcodes.ICONST_0);
    truncate.visitInsn(Opcodes.IRETURN);
    BridgeClass.end(truncate);
    MethodVisitor write = bridge.staticMethod("write", WRITE);
    write.visitVarInsn(Opcodes.ALOAD, 0);
    write.visitVarInsn(Opcodes.LLOAD, 1);
    write.visitVarInsn(Opcodes.ILOAD, 3);
    write.visitVarInsn(Opcodes.LLOAD, 4);
    call(write, "pwrite0", WRITE);
    write.visitInsn(Opcodes.IRETURN);
    BridgeClass.end(write);
    return bridge.toByteArray();
  }

  private void call(MethodVisitor code, String method, String descriptor) throws WeavingException {
    String owner =
        members.firstOwner(
            method,
            descriptor,
            "sun/nio/ch/UnixFileDispatcherImpl", // since 21
            "sun/nio/ch/FileDispatcherImpl");
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
  }

  /** The methods of {@code SystemCalls} that are answered by this class. */
  static void callFrom(BridgeClass calls) {
    pass(calls, "position", POSITION);
    pass(calls, "truncate", TRUNCATE);
    pass(calls, "write", WRITE);
  }

  private static void pass(BridgeClass calls, String method, String descriptor) {
    MethodVisitor code = calls.method(method, descriptor);
    BridgeClass.loadParameters(code, descriptor, descriptor);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, method, descriptor, false);
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    BridgeClass.end(code);
  }
}
