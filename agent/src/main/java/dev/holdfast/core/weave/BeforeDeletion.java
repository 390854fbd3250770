package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells of the deletion that makes room for a replacement: the call is put before {@code
 * Files.delete} of the path in one field of the class, and takes that path.
 */
final class BeforeDeletion implements Shape {
  private final String field;
  private final HookCall call;

  BeforeDeletion(String field, HookCall call) {
    this.field = field;
    this.call = call;
  }

  @Override
  public MethodVisitor weave(MethodVisitor next, MethodSite site) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      private boolean pathOnStack;

      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        // Files.delete follows this instruction at once or deletes something else.
        pathOnStack = owner.equals(site.owner) && name.equals(field);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (pathOnStack
            && opcode == Opcodes.INVOKESTATIC
            && owner.equals("java/nio/file/Files")
            && name.equals("delete")) {
          super.visitInsn(Opcodes.DUP);
          call.invoke(mv);
        }
        pathOnStack = false;
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }

      @Override
      public void visitVarInsn(int opcode, int slot) {
        pathOnStack = false;
        super.visitVarInsn(opcode, slot);
      }

      @Override
      public void visitInsn(int opcode) {
        pathOnStack = false;
        super.visitInsn(opcode);
      }

      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + 1, maxLocals);
      }
    };
  }

  @Override
  public HookCall[] calls() {
    return new HookCall[] {call};
  }

  @Override
  public String summary() {
    return "before Files.delete(" + field + "): " + call.name;
  }
}
