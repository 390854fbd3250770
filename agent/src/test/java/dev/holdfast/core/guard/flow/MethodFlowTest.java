package dev.holdfast.core.guard.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.guard.AbandonmentTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;
import org.example.app.Endings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class MethodFlowTest {
  /** Whatever a stack says: an answer, and for what is no call the harmless one. */
  @ParameterizedTest
  @ValueSource(classes = {Endings.class, ConcurrentHashMap.class, ZipFile.class})
  void anyPairOfPlacesHasAnAnswer(Class<?> type) throws IOException {
    ClassFile file = ClassFile.of(AbandonmentTest.classFileOf(type));
    int regions = 0;
    for (Code code : file.codes()) {
      MethodFlow flow = new MethodFlow(code);
      for (int close = -3; close < Math.min(code.length() + 3, 400); close++) {
        for (int open = MethodFlow.ENTRY; open < Math.min(code.length() + 3, 60); open++) {
          Region region = flow.region(open, close);
          assertThat(region).isNotNull();
          if (!code.isCall(close)) {
            assertThat(region.isHandlers()).isFalse();
          } else if (region.isHandlers()) {
            regions++;
          }
        }
      }
    }
    assertThat(regions).isPositive();
  }

  @Test
  void aCallOnAnotherLineIsInAnotherVersionOfTheClass() throws IOException {
    ClassFile file = ClassFile.of(AbandonmentTest.classFileOf(Endings.class));
    StackTraceElement here = Endings.here();
    Code found = null;
    for (int instruction = 0; instruction < 40; instruction++) {
      assertThat(file.codeOrNull("here", null, instruction, here.getLineNumber() + 1)).isNull();
      Code code = file.codeOrNull("here", null, instruction, here.getLineNumber());
      found = code == null ? found : code;
    }
    assertThat(found).isNotNull();
  }

  /** Two methods that can't be told apart are none. */
  @Test
  void withoutDescriptorAndLinesOverloadedMethodsAreUnknown() throws IOException {
    byte[] one = callers("(I)V");
    byte[] two = callers("(I)V", "(J)V");
    assertThat(ClassFile.of(one).codeOrNull("caller", null, 0, -1)).isNotNull();
    assertThat(ClassFile.of(two).codeOrNull("caller", null, 0, -1)).isNull();
    assertThat(ClassFile.of(two).codeOrNull("caller", "(J)V", 0, -1)).isNotNull();
  }

  private static byte[] callers(String... descriptors) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, 0, "Callers", null, "java/lang/Object", null);
    for (String descriptor : descriptors) {
      MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "caller", descriptor, null, null);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
      code.visitInsn(Opcodes.RETURN);
      code.visitMaxs(0, 2);
    }
    return writer.toByteArray();
  }

  @Test
  void aCutClassFileIsRefusedOrReadAsFarAsItGoes() throws IOException {
    byte[] whole = AbandonmentTest.classFileOf(Endings.class);
    assertThatThrownBy(() -> ClassFile.of(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        ClassFile.of(cut);
      } catch (IOException refused) {
        assertThat(refused).hasMessageContaining("class file");
      }
    }
  }
}
