package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Generates what {@link WalkedStacks} leaves open: the calls of {@code java.lang.StackWalker}. */
final class GeneratedStacks {
  private static final String NAME = "dev/holdfast/core/weave/StackWalkerStacks";
  private static final String BASE = "dev/holdfast/core/weave/WalkedStacks";
  private static final String WALKER = "java/lang/StackWalker";
  private static final String OPTION = "java/lang/StackWalker$Option";
  private static final String FRAME = "java/lang/StackWalker$StackFrame";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CONSUMER = "Ljava/util/function/Consumer;";

  private final GeneratedClass generated = new GeneratedClass(NAME, BASE);

  private GeneratedStacks() {}

  static WalkedStacks create() throws ReflectiveOperationException {
    GeneratedStacks written = new GeneratedStacks();
    written.write();
    return (WalkedStacks) written.generated.create();
  }

  private void write() {
    generated
        .writer
        .visitField(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "walker", "L" + WALKER + ";", null, null)
        .visitEnd();
    constructor();
    MethodVisitor code = generated.begin("walk", "(" + CONSUMER + ")V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, NAME, "walker", "L" + WALKER + ";");
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, WALKER, "forEach", "(" + CONSUMER + ")V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
    accessor("typeOf", "getDeclaringClass", "Ljava/lang/Class;");
    accessor("methodOf", "getMethodName", "Ljava/lang/String;");
    accessor("descriptorOf", "getDescriptor", "Ljava/lang/String;"); // since 10
    accessor("instructionOf", "getByteCodeIndex", "I");
    accessor("lineOf", "getLineNumber", "I");
    accessor("elementOf", "toStackTraceElement", "Ljava/lang/StackTraceElement;");
  }

  /** Also frames of reflection: {@code Thread.getStackTrace}, its equal, has them. */
  private void constructor() {
    MethodVisitor code = generated.begin("<init>", "()V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", "()V", false);
    option(code, "RETAIN_CLASS_REFERENCE");
    option(code, "SHOW_REFLECT_FRAMES");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/util/EnumSet",
        "of",
        "(Ljava/lang/Enum;Ljava/lang/Enum;)Ljava/util/EnumSet;",
        false);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, WALKER, "getInstance", "(Ljava/util/Set;)L" + WALKER + ";", false);
    code.visitFieldInsn(Opcodes.PUTFIELD, NAME, "walker", "L" + WALKER + ";");
    GeneratedClass.end(code, Opcodes.RETURN);
  }

  private static void option(MethodVisitor code, String name) {
    code.visitFieldInsn(Opcodes.GETSTATIC, OPTION, name, "L" + OPTION + ";");
  }

  private void accessor(String name, String called, String type) {
    MethodVisitor code = generated.begin(name, "(" + OBJECT + ")" + type);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.CHECKCAST, FRAME);
    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, FRAME, called, "()" + type, true);
    GeneratedClass.end(code, Type.getType(type).getOpcode(Opcodes.IRETURN));
  }
}
