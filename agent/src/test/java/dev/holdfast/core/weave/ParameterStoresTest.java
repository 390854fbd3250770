package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ParameterStoresTest {
  private static List<Integer> assignedBy(Consumer<MethodVisitor> code) {
    List<Integer> assigned = new ArrayList<>();
    code.accept(
        new ParameterStores(null) {
          @Override
          void assigned(int slot) {
            assigned.add(slot);
          }
        });
    return assigned;
  }

  @Test
  void whatTheFlightRecorderPutsBackIsNotAssigned() {
    List<Integer> assigned =
        assignedBy(
            code -> {
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitVarInsn(Opcodes.LLOAD, 1);
              code.visitVarInsn(Opcodes.ILOAD, 3);
              code.visitVarInsn(Opcodes.ISTORE, 3);
              code.visitVarInsn(Opcodes.LSTORE, 1);
              code.visitVarInsn(Opcodes.ASTORE, 0);
            });

    assertThat(assigned).isEmpty();
  }

  @Test
  void anythingElseIs() {
    assertThat(assignedBy(code -> code.visitVarInsn(Opcodes.LSTORE, 2))).containsExactly(2, 3);
    assertThat(assignedBy(code -> code.visitIincInsn(4, 1))).containsExactly(4);
    List<Integer> exchanged =
        assignedBy(
            code -> {
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitVarInsn(Opcodes.ALOAD, 1);
              code.visitVarInsn(Opcodes.ASTORE, 0);
              code.visitVarInsn(Opcodes.ASTORE, 1);
            });
    assertThat(exchanged).containsExactly(0, 1);
  }

  @Test
  void whatComesInBetweenMayHaveChangedTheStack() {
    List<Consumer<MethodVisitor>> between =
        List.of(
            code -> code.visitInsn(Opcodes.SWAP),
            code -> code.visitIntInsn(Opcodes.BIPUSH, 1),
            code -> code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Object"),
            code -> code.visitFieldInsn(Opcodes.GETFIELD, "A", "next", "LA;"),
            code -> code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "A", "next", "()LA;", false),
            code -> code.visitInvokeDynamicInsn("x", "(LA;)LA;", null),
            code -> code.visitJumpInsn(Opcodes.GOTO, new Label()),
            code -> code.visitLabel(new Label()),
            code -> code.visitLdcInsn("x"),
            code -> code.visitTableSwitchInsn(0, 0, new Label(), new Label()),
            code -> code.visitLookupSwitchInsn(new Label(), new int[0], new Label[0]),
            code -> code.visitMultiANewArrayInsn("[[I", 2),
            code -> code.visitVarInsn(Opcodes.RET, 5));
    for (Consumer<MethodVisitor> one : between) {
      List<Integer> assigned =
          assignedBy(
              code -> {
                code.visitVarInsn(Opcodes.ALOAD, 1);
                one.accept(code);
                code.visitVarInsn(Opcodes.ASTORE, 1);
              });
      assertThat(assigned).as("%s", between.indexOf(one)).containsExactly(1);
    }
  }
}
