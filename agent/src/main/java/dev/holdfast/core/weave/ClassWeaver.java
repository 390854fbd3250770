package dev.holdfast.core.weave;

import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves all rows of one class into its bytes. Never loads a class: frames and stack sizes are
 * written, not computed, and methods without a hook are copied as they are.
 */
final class ClassWeaver {
  private final List<HookPoint> rows;
  private final MethodSite.Fields fields;

  /** Of each row, which of its descriptors the class has; the count of them if none. */
  private final int[] ranks;

  private final boolean[] woven;

  /** {@code rows} are of one class. */
  ClassWeaver(List<HookPoint> rows, MethodSite.Fields fields) {
    this.rows = rows;
    this.fields = fields;
    this.ranks = new int[rows.size()];
    this.woven = new boolean[rows.size()];
  }

  /** The woven class. A class without StackMapTable comes out with ours only: it had no use. */
  byte[] weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    choose(reader);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
              return next;
            }
            return wovenMethod(next, reader.getClassName(), access, name, descriptor);
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Whether {@link #weave} found the method of that row, and could change it. */
  boolean isWoven(int row) {
    return woven[row];
  }

  private MethodVisitor wovenMethod(
      MethodVisitor next, String owner, int access, String name, String descriptor) {
    MethodVisitor result = next;
    for (int i = 0; i < rows.size(); i++) {
      HookPoint row = rows.get(i);
      int rank = row.rank(name, descriptor);
      if (rank >= 0 && rank == ranks[i]) {
        MethodSite site = new MethodSite(owner, access, name, descriptor, fields);
        result = row.shape.weave(result, site);
        woven[i] = true;
      }
    }
    return result;
  }

  private void choose(ClassReader reader) {
    boolean severalNames = false;
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rows.get(i).descriptors.length == 1 ? 0 : Integer.MAX_VALUE;
      severalNames |= ranks[i] != 0;
    }
    if (!severalNames) {
      return;
    }
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            for (int i = 0; i < ranks.length; i++) {
              int rank = rows.get(i).rank(name, descriptor);
              if (rank >= 0 && rank < ranks[i]) {
                ranks[i] = rank;
              }
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
