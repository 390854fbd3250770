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
