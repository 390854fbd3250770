package dev.holdfast.core.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class that is written at start, in a loader and thereby in an unnamed module of its own: what
 * java.base exports to that, nobody else gets.
 */
final class GeneratedClass extends ClassLoader {
  final String name;
  final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  /** Internal names. */
  GeneratedClass(String name, String superclass, String... interfaces) {
    super(GeneratedClass.class.getClassLoader());
    this.name = name;
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        superclass,
        interfaces);
  }

  /** A public method whose end the caller writes, with {@link #end}. */
  MethodVisitor begin(String method, String descriptor) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
    code.visitCode();
    return code;
  }

  static void end(MethodVisitor code, int opcode) {
    code.visitInsn(opcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Defines it, and makes one by its constructor without parameters. */
  Object create() throws ReflectiveOperationException {
    writer.visitEnd();
    byte[] classFile = writer.toByteArray();
    Class<?> type =
        defineClass(
            name.replace('/', '.'),
            classFile,
            0,
            classFile.length,
            GeneratedClass.class.getProtectionDomain());
    return type.getConstructor().newInstance();
  }
}
