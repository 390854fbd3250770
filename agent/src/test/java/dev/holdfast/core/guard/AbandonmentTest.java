package dev.holdfast.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.boot.CallStack;
import dev.holdfast.boot.StackSource;
import dev.holdfast.core.weave.StacksForTests;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.example.app.EndSeenByCaller;
import org.example.app.Endings;
import org.example.app.IntricateEndings;
import org.example.app.PeacefulEndings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

public final class AbandonmentTest {
  private static final EndOfInput END_OF_INPUT = new EndOfInput(EndOfInput.DEFAULT);

  private final StackSource stacks = StacksForTests.ofThisJvm();
  private Abandonment abandonment = new Abandonment(stacks, AbandonmentTest::classFileOf);
  private final List<String> verdicts = new ArrayList<>();

  public static byte[] classFileOf(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private Closeable open() {
    CallStack begun = abandonment.stack();
    return () -> verdicts.add(words(abandonment.judge(begun, END_OF_INPUT)));
  }

  private static String words(Verdict verdict) {
    return verdict.isCertainlyAbandoned()
        ? "abandoned"
        : verdict.isDoubtful() ? "doubtful" : "whole";
  }

  private List<String> endingOf(String name, RuntimeException failureOrNull) throws Exception {
    verdicts.clear();
    for (Object endings :
        List.of(
            new Endings(this::open),
            new PeacefulEndings(this::open),
            new IntricateEndings(this::open))) {
      for (Method ending : endings.getClass().getDeclaredMethods()) {
        if (ending.getName().equals(name)) {
          run(endings, ending, new Endings.Writing(failureOrNull));
        }
      }
    }
    assertThat(verdicts).as("ends of " + name).isNotEmpty();
    return verdicts;
  }

  private static void run(Object endings, Method ending, Endings.Writing writing)
      throws IllegalAccessException {
    try {
      ending.invoke(endings, writing);
    } catch (InvocationTargetException thrown) {
      assertThat(thrown.getCause()).isNotInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "withResources",
        "withTwoResources",
        "inFinally",
        "quietlyInFinally",
        "rethrown",
        "wrapped",
        "rememberedAndThrown",
        "successFlag",
        "inSynchronized",
        "outerMethodCloses",
        "inLambda",
        "ownWrapper",
        "abandonedInCatch",
        "closedThenThrown",
        "counted",
        "finishedByHelper",
        "bySteps",
        "openedByACallThatThrows",
        "readsOnInHandler"
      })
  void anExceptionThatGoesOnAbandonsASave(String ending) throws Exception {
    for (int round = 0; round < 3; round++) {
      assertThat(endingOf(ending, null)).containsExactly("whole");
      assertThat(endingOf(ending, new IllegalStateException())).containsExactly("abandoned");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "swallowed",
        "returnInFinally",
        "closedInCatch",
        "swallowedInEndlessLoop",
        "swallowedByAServer",
        "mostlySwallowed",
        "swallowedBesideAnEndOfInput"
      })
  void anExceptionThatIsSwallowedLeavesDoubt(String ending) throws Exception {
    assertThat(endingOf(ending, null)).containsExactly("whole");
    assertThat(endingOf(ending, new IllegalStateException())).containsExactly("doubtful");
  }

  @Test
  void anEndOfInputThatTheCallerCatchesLeavesDoubt() throws IOException {
    assertThat(new EndSeenByCaller().save(this::open)).isEqualTo(5);

    assertThat(verdicts).containsExactly("doubtful");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "endOfInput",
        "endOfInputOutside",
        "closeAfterEndOfInput",
        "caughtInTheLoop",
        "begunInFinally"
      })
  void exceptionsThatAreNoEndOfTheSaveDoNot(String ending) throws Exception {
    assertThat(endingOf(ending, null)).containsExactly("whole");
    assertThat(endingOf(ending, new IllegalStateException())).containsExactly("whole");
  }

  @Test
  void aReportWrittenByACatchBlockIsWhole() throws Exception {
    assertThat(endingOf("begunInCatch", new IllegalStateException())).containsExactly("whole");
  }

  @Test
  void aValueThatMayBeAnotherDecidesNothing() throws Exception {
    assertThat(endingOf("chosen", null)).containsExactly("whole");
  }

  /** Another agent's instructions move the others: the class file is not what runs. */
  @Test
  void aClassFileThatIsNotWhatRunsSaysNothing() throws Exception {
    for (int shift = 1; shift <= 40; shift++) {
      int nops = shift;
      abandonment = new Abandonment(stacks, type -> shifted(classFileOf(type), nops));
      for (String ending :
          List.of(
              "successFlag",
              "rememberedAndThrown",
              "counted",
              "closedThenThrown",
              "swallowed",
              "bySteps")) {
        assertThat(endingOf(ending, null)).as(ending + " " + shift).containsExactly("whole");
      }
      assertThat(abandonment.unknownFrames()).isPositive();
    }
  }

  private static byte[] shifted(byte[] classFile, int nops) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
              @Override
              public void visitCode() {
                super.visitCode();
                for (int i = 0; i < nops; i++) {
                  visitInsn(Opcodes.NOP);
                }
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  /** 8 tells no more than 1,024 frames: which are missing at the bottom nobody knows. */
  @Test
  void aStackThatIsCutSaysNothing() throws Exception {
    abandonment =
        new Abandonment(() -> new CutStack(stacks.capture()), AbandonmentTest::classFileOf);
    assertThat(endingOf("withResources", new IllegalStateException())).containsExactly("whole");
  }

  /** As of Java 8, as deep as it gets there. */
  private record CutStack(CallStack whole) implements CallStack {
    @Override
    public int depth() {
      return 1024;
    }

    @Override
    public String descriptorOrNull(int frame) {
      return null;
    }

    @Override
    public Class<?> type(int frame) {
      return whole.type(frame(frame));
    }

    @Override
    public String method(int frame) {
      return whole.method(frame(frame));
    }

    @Override
    public boolean isSameMethod(int frame, CallStack other, int otherFrame) {
      return type(frame) == other.type(otherFrame)
          && method(frame).equals(other.method(otherFrame));
    }

    @Override
    public Object methodOrNull(int frame) {
      return null;
    }

    @Override
    public int instruction(int frame) {
      return whole.instruction(frame(frame));
    }

    @Override
    public int line(int frame) {
      return whole.line(frame(frame));
    }

    @Override
    public StackTraceElement element(int frame) {
      return whole.element(frame(frame));
    }

    /** The innermost are there; where the others would be are those of the bottom. */
    private int frame(int frame) {
      return Math.min(frame, whole.depth() - 1);
    }
  }

  @Test
  void aClassWithoutAFileSaysNothing() throws Exception {
    abandonment = new Abandonment(stacks, type -> null);
    assertThat(endingOf("withResources", new IllegalStateException())).containsExactly("whole");
    assertThat(abandonment.unknownFrames()).isPositive();
  }

  @Test
  void anEndOfInputThatIsThrownOnAsAnErrorAbandonsASave() throws Exception {
    assertThat(endingOf("unexpectedEnd", null)).containsExactly("abandoned");
  }

  @Test
  void eachRoundOfALoopIsJudgedForItself() throws Exception {
    assertThat(endingOf("loopAroundTryWithContinue", null)).containsExactly("whole", "whole");
    assertThat(endingOf("loopAroundTryWithContinue", new IllegalStateException()))
        .containsExactly("whole", "abandoned");
  }
}
