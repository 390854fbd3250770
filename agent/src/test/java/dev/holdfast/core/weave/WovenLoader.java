package dev.holdfast.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Defines one class, woven; HotSpot verifies it with its frames, as it is no class of the JDK. */
final class WovenLoader extends ClassLoader {
  private WovenLoader() {
    super(WovenLoader.class.getClassLoader());
  }

  static Class<?> define(byte[] classFile) {
    return new WovenLoader().defineClass(null, classFile, 0, classFile.length);
  }

  /** {@code type}, woven by {@code rows}. */
  static Class<?> load(Class<?> type, HookPoint... rows) throws IOException {
    return define(weave(bytesOf(type), rows));
  }

  /** The same, of a class file as HotSpot hands out of classes it did not verify. */
  static Class<?> loadWithoutFrames(Class<?> type, HookPoint... rows) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor older =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            // The last version that is verified without frames where those it has do not fit.
            super.visit(Opcodes.V1_6, access, name, signature, superName, interfaces);
          }
        };
    new ClassReader(bytesOf(type)).accept(older, ClassReader.SKIP_FRAMES);
    return define(weave(writer.toByteArray(), rows));
  }

  static byte[] weave(byte[] classFile, HookPoint... rows) {
    return new ClassWeaver(List.of(rows), WovenLoader::hasField).weave(classFile);
  }

  static byte[] bytesOf(Class<?> type) throws IOException {
    return bytesOf(type.getName().replace('.', '/'));
  }

  /** Of a class of the test or of the JDK; internal name. */
  static byte[] bytesOf(String name) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }

  static boolean hasField(String owner, String name) {
    try {
      return Arrays.stream(
              Class.forName(owner.replace('/', '.'), false, WovenLoader.class.getClassLoader())
                  .getDeclaredFields())
          .anyMatch(field -> field.getName().equals(name));
    } catch (ClassNotFoundException unknown) {
      throw new AssertionError(unknown);
    }
  }
}
