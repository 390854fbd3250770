package dev.holdfast.core.weave;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells which local variables a method assigns. Not those that are loaded and stored again at once:
 * where Java Flight Recorder inlines a method into another (8 to 21), it loads {@code this} and the
 * parameters as for a call, and takes them off the stack into the same variables.
 */
abstract class ParameterStores extends MethodVisitor {
  /** What is on top of the stack, one over the other, since nothing but loads came before. */
  private final int[] loaded = new int[256];

  private int depth;

  ParameterStores(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** {@code slot} holds something else from here on. */
  abstract void assigned(int slot);

  @Override
  public void visitVarInsn(int opcode, int slot) {
    if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD && depth < loaded.length) {
      loaded[depth++] = slot;
    } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      if (depth > 0 && loaded[depth - 1] == slot) {
        depth--;
      } else {
        depth = 0;
        assigned(slot);
        if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
          assigned(slot + 1);
        }
      }
    } else {
      depth = 0;
    }
    super.visitVarInsn(opcode, slot);
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    depth = 0;
    assigned(slot);
    super.visitIincInsn(slot, increment);
  }

  @Override
  public void visitInsn(int opcode) {
    depth = 0;
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    depth = 0;
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    depth = 0;
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    depth = 0;
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    depth = 0;
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    depth = 0;
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    depth = 0;
    super.visitJumpInsn(opcode, label);
  }

  /** Somebody may jump here, with another stack. */
  @Override
  public void visitLabel(Label label) {
    depth = 0;
    super.visitLabel(label);
  }

  @Override
  public void visitLdcInsn(Object value) {
    depth = 0;
    super.visitLdcInsn(value);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    depth = 0;
    super.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    depth = 0;
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    depth = 0;
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
