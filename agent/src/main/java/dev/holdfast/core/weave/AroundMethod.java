package dev.holdfast.core.weave;

import java.util.Arrays;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a method with the calls of {@link Around} in it.
 *
 * <p>The frames that are there stay as they are: no local variable is added, the branch at the
 * entry ends where the method began, and the handler comes last, in the code as in the exception
 * table. Its frame names only the parameters that the hook reads, so it does not matter what else
 * the body keeps in which variable.
 */
final class AroundMethod extends ParameterStores {
  private final MethodSite site;
  private final Around around;
  private final Label bodyStart = new Label();

  AroundMethod(MethodVisitor next, MethodSite site, Around around) {
    super(next);
    this.site = site;
    this.around = around;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (around.beforeOrNull != null) {
      around.beforeOrNull.load(mv, site);
      around.beforeOrNull.invoke(mv);
      returnEarly(around.beforeOrNull.result.getSort());
    }
    mv.visitLabel(bodyStart);
  }

  /** Returns what the hook answered, or drops it and goes on with the body. */
  private void returnEarly(int answer) {
    Label body = new Label();
    switch (answer) {
      case Type.VOID:
        return;
      case Type.BOOLEAN:
        mv.visitJumpInsn(Opcodes.IFEQ, body);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(body);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        // A frame of the method's own may stand at its first instruction: not on ours.
        mv.visitInsn(Opcodes.NOP);
        return;
      case Type.INT:
        mv.visitInsn(Opcodes.DUP);
        mv.visitJumpInsn(Opcodes.IFLT, body);
        mv.visitInsn(Opcodes.IRETURN);
        break;
      case Type.LONG:
        mv.visitInsn(Opcodes.DUP2);
        mv.visitInsn(Opcodes.LCONST_0);
        mv.visitInsn(Opcodes.LCMP);
        mv.visitJumpInsn(Opcodes.IFLT, body);
        mv.visitInsn(Opcodes.LRETURN);
        break;
      default:
        mv.visitInsn(Opcodes.DUP);
        mv.visitJumpInsn(Opcodes.IFNULL, body);
        mv.visitInsn(Opcodes.ARETURN);
    }
    mv.visitLabel(body);
    Object answered = MethodSite.frameType(around.beforeOrNull.result);
    mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {answered});
    mv.visitInsn(answer == Type.LONG ? Opcodes.POP2 : Opcodes.POP);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && around.afterOrNull != null) {
      if (around.afterTakesResult()) {
        if (opcode == Opcodes.LRETURN) {
          mv.visitInsn(Opcodes.DUP2);
        } else {
          mv.visitInsn(Opcodes.DUP);
          mv.visitInsn(Opcodes.I2L);
        }
      }
      around.afterOrNull.load(mv, site);
      around.afterOrNull.invoke(mv);
    }
    super.visitInsn(opcode);
  }

  @Override
  void assigned(int slot) {
    if (around.afterOrNull != null) {
      around.afterOrNull.checkStore(slot, site);
    }
    if (around.failureOrNull != null) {
      around.failureOrNull.checkStore(slot, site);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    int more = 0;
    if (around.failureOrNull != null) {
      Label handler = new Label();
      mv.visitLabel(handler);
      // After those of the method: the first that fits is taken.
      mv.visitTryCatchBlock(bodyStart, handler, handler, null);
      Object[] locals = handlerLocals();
      mv.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
      mv.visitInsn(Opcodes.DUP);
      around.failureOrNull.load(mv, site);
      mv.visitInsn(Opcodes.SWAP);
      around.failureOrNull.invoke(mv);
      mv.visitInsn(Opcodes.ATHROW);
    }
    for (HookCall call : around.calls()) {
      more = Math.max(more, call.stackWords() + 2);
    }
    super.visitMaxs(maxStack + more, maxLocals);
  }

  private Object[] handlerLocals() {
    Object[] locals = new Object[site.slotsEnd];
    Arrays.fill(locals, Opcodes.TOP);
    int end = 0;
    for (Argument argument : around.failureOrNull.arguments) {
      int slot = argument.slot(site);
      if (slot != Argument.NO_SLOT) {
        locals[slot] = site.frameType(slot);
        end = Math.max(end, slot + 1);
      }
    }
    return Arrays.copyOf(locals, end);
  }
}
