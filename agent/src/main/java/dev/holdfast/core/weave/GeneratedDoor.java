package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Generates {@link JdkDoor} for Java 9 and later, in a loader and thereby in an unnamed module of
 * its own: what java.base exports to that, nobody else gets.
 */
final class GeneratedDoor {
  private static final String NAME = "dev/holdfast/core/weave/GeneratedJdkDoor";
  private static final String DOOR = "dev/holdfast/core/weave/JdkDoor";
  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  private static final String INSTRUMENTATION = "java/lang/instrument/Instrumentation";
  private static final String MODULE = "Ljava/lang/Module;";
  private static final String SET = "Ljava/util/Set;";
  private static final String MAP = "Ljava/util/Map;";
  private static final String CLASS = "Ljava/lang/Class;";

  private final GeneratedClass generated = new GeneratedClass(NAME, "java/lang/Object", DOOR);

  private GeneratedDoor() {}

  static JdkDoor create() throws ReflectiveOperationException {
    GeneratedDoor written = new GeneratedDoor();
    written.write();
    return (JdkDoor) written.generated.create();
  }

  private void write() {
    MethodVisitor code = generated.begin("<init>", "()V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
    code = generated.begin("moduleOf", "(" + CLASS + ")Ljava/lang/Object;");
    code.visitVarInsn(Opcodes.ALOAD, 1);
    getModule(code);
    GeneratedClass.end(code, Opcodes.ARETURN);
    extendJavaBase();
    code = generated.begin("define", "(Ljava/lang/String;[B)" + CLASS);
    unsafe(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitInsn(Opcodes.ARRAYLENGTH);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        UNSAFE,
        "defineClass",
        "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)" + CLASS,
        false);
    GeneratedClass.end(code, Opcodes.ARETURN);
    code = generated.begin("allocate", "(" + CLASS + ")Ljava/lang/Object;");
    unsafe(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        UNSAFE,
        "allocateInstance",
        "(" + CLASS + ")Ljava/lang/Object;",
        false);
    GeneratedClass.end(code, Opcodes.ARETURN);
    code = generated.begin("offset", "(" + CLASS + "Ljava/lang/String;)J");
    unsafe(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        UNSAFE,
        "objectFieldOffset", // since 10
        "(" + CLASS + "Ljava/lang/String;)J",
        false);
    GeneratedClass.end(code, Opcodes.LRETURN);
    code = generated.begin("reference", "(Ljava/lang/Object;J)Ljava/lang/Object;");
    unsafe(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.LLOAD, 2);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        UNSAFE,
        Jdk.version() < 12 ? "getObject" : "getReference",
        "(Ljava/lang/Object;J)Ljava/lang/Object;",
        false);
    GeneratedClass.end(code, Opcodes.ARETURN);
  }

  private void extendJavaBase() {
    MethodVisitor code =
        generated.begin("extendJavaBase", "(L" + INSTRUMENTATION + ";" + SET + MAP + ")V");
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitLdcInsn(Type.getObjectType("java/lang/Object"));
    getModule(code);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitVarInsn(Opcodes.ALOAD, 3);
    code.visitVarInsn(Opcodes.ALOAD, 3); // opens
    empty(code, "emptySet", SET); // uses
    empty(code, "emptyMap", MAP); // provides
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE,
        INSTRUMENTATION,
        "redefineModule",
        "(" + MODULE + SET + MAP + MAP + SET + MAP + ")V",
        true);
    GeneratedClass.end(code, Opcodes.RETURN);
  }

  private static void getModule(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/Class", "getModule", "()" + MODULE, false);
  }

  private static void unsafe(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
  }

  private static void empty(MethodVisitor code, String method, String type) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Collections", method, "()" + type, false);
  }
}
