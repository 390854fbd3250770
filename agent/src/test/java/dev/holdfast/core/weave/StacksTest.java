package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.StackSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class StacksTest {
  private final StackSource stacks = StacksForTests.ofThisJvm();

  private CallStack one() {
    return stacks.capture();
  }

  private CallStack another() {
    return stacks.capture();
  }

  private static int frameOf(CallStack stack, String method) {
    int frame = 0;
    while (!stack.method(frame).equals(method)) {
      frame++;
    }
    return frame;
  }

  @Test
  void aMethodIsTheSameOnEachStackThatHasIt() {
    CallStack first = one();
    CallStack second = one();
    CallStack other = another();
    int frame = frameOf(first, "one");
    assertThat(first.methodOrNull(frame)).isNotNull().isSameAs(second.methodOrNull(frame));
    assertThat(first.isSameMethod(frame, second, frame)).isTrue();
    assertThat(first.isSameMethod(frame, other, frameOf(other, "another"))).isFalse();
    assertThat(first.methodOrNull(frame))
        .isNotSameAs(other.methodOrNull(frameOf(other, "another")));
  }

  @Test
  void overloadedMethodsAreTwo() {
    CallStack number = overloaded(1);
    CallStack text = overloaded("1");
    int frame = frameOf(number, "overloaded");
    assertThat(number.isSameMethod(frame, text, frame)).isFalse();
    assertThat(number.descriptorOrNull(frame)).contains("(I)");
  }

  private CallStack overloaded(int number) {
    return number == 1 ? stacks.capture() : null;
  }

  private CallStack overloaded(String text) {
    return text.isEmpty() ? null : stacks.capture();
  }

  @Test
  void aFrameIsWhatAThrowableSaysOfIt() {
    Supplier<Object[]> both = () -> new Object[] {stacks.capture(), new Throwable()};
    Object[] captured = both.get();
    CallStack stack = (CallStack) captured[0];
    StackTraceElement[] elements = ((Throwable) captured[1]).getStackTrace();
    assertThat(stack.depth()).isGreaterThanOrEqualTo(elements.length);
    for (int i = 0; i < elements.length; i++) {
      int frame = stack.depth() - elements.length + i;
      assertThat(stack.element(frame)).isEqualTo(elements[i]);
      assertThat(stack.type(frame).getName()).isEqualTo(elements[i].getClassName());
      assertThat(stack.method(frame)).isEqualTo(elements[i].getMethodName());
    }
  }
}
