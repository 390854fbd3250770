package dev.holdfast.core.weave;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.holdfast.boot.Hooks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

final class HookPointsTest {
  private static final int JDK = Jdk.version();
  private static final Path TABLE =
      Path.of(System.getProperty("holdfast.root", ".."), "docs", "hook-points.md");

  static Stream<List<HookPoint>> rowsByClass() {
    return HookPoints.of(JDK).stream().collect(groupingBy(row -> row.owner)).values().stream();
  }

  @ParameterizedTest
  @MethodSource("rowsByClass")
  void everyRowOfThisJdkIsWovenAndVerifies(List<HookPoint> rows) throws IOException {
    byte[] stock = WovenLoader.bytesOf(rows.get(0).owner);
    ClassWeaver weaver = new ClassWeaver(rows, WovenLoader::hasField);
    byte[] woven = weaver.weave(stock);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(weaver.isWoven(i)).as(rows.get(i).toString()).isTrue();
    }
    StringWriter complaints = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(woven), getClass().getClassLoader(), false, new PrintWriter(complaints));
    assertThat(complaints.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rowsByClass")
  void wovenCodeCallsNothingButHooks(List<HookPoint> rows) throws IOException {
    byte[] stock = WovenLoader.bytesOf(rows.get(0).owner);
    byte[] woven = WovenLoader.weave(stock, rows.toArray(new HookPoint[0]));
    List<String> before = calls(stock);
    List<String> after = calls(woven);
    after.removeIf(call -> call.startsWith(HookCall.HOOKS));
    // What an argument of a hook is taken from.
    after.removeIf(call -> call.equals("java/nio/ByteBuffer.remaining()I"));
    before.removeIf(call -> call.equals("java/nio/ByteBuffer.remaining()I"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void noRowAddsAMember() throws IOException {
    for (List<HookPoint> rows : rowsByClass().toList()) {
      byte[] stock = WovenLoader.bytesOf(rows.get(0).owner);
      ClassNode before = node(stock);
      ClassNode after = node(WovenLoader.weave(stock, rows.toArray(new HookPoint[0])));
      assertThat(after.methods).hasSameSizeAs(before.methods);
      assertThat(after.fields).hasSameSizeAs(before.fields);
    }
  }

  /** Else one write would be told twice. */
  @Test
  void ofOverloadsTheInnermostIsWoven() throws IOException {
    List<HookPoint> rows =
        HookPoints.of(JDK).stream().filter(row -> row.owner.equals("sun/nio/ch/IOUtil")).toList();
    byte[] woven =
        WovenLoader.weave(WovenLoader.bytesOf("sun/nio/ch/IOUtil"), rows.toArray(new HookPoint[0]));
    List<MethodNode> methods =
        node(woven).methods.stream().filter(HookPointsTest::callsHooks).toList();
    assertThat(methods).hasSize(2);
    for (MethodNode method : methods) {
      assertThat(calls(method)).noneMatch(call -> call.startsWith("sun/nio/ch/IOUtil.write("));
    }
  }

  private static boolean callsHooks(MethodNode method) {
    return calls(method).stream().anyMatch(call -> call.startsWith(HookCall.HOOKS));
  }

  @Test
  void everyHookThatIsCalledIsThere() {
    for (HookPoint row : HookPoints.all()) {
      for (HookCall call : row.shape.calls()) {
        assertThatCode(() -> assertThat(hook(call).getModifiers()).matches(Modifier::isStatic))
            .as(row + " calls " + call.name + call.descriptor)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyHookIsCalledOnEveryJdk() {
    for (int jdk : new int[] {8, 11, 17, 21, 25}) {
      List<String> called =
          HookPoints.of(jdk).stream()
              .flatMap(row -> Arrays.stream(row.shape.calls()))
              .map(call -> call.name + call.descriptor)
              .toList();
      for (Method method : Hooks.class.getMethods()) {
        String hook = method.getName() + Type.getMethodDescriptor(method);
        boolean ofWovenCode = method.getParameterCount() > 0 && !isOfTheAgent(method.getName());
        boolean byCallSite = jdk <= SyncCalls.LAST_JDK && method.getName().equals("syncing");
        if (Modifier.isStatic(method.getModifiers()) && ofWovenCode && !byCallSite) {
          assertThat(called).as("JDK %d", jdk).contains(hook);
        }
      }
    }
  }

  private static boolean isOfTheAgent(String name) {
    return name.equals("start") || name.equals("live") || name.equals("appending");
  }

  @Test
  void theDocumentationHasTheSameRows() throws IOException {
    List<String> documented =
        Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(documented)
        .as("the rows of %s, as they must be", TABLE)
        .isEqualTo(HookPoints.all().stream().map(HookPointsTest::documentation).toList());
  }

  private static String documentation(HookPoint row) {
    String jdks =
        row.lastJdk == HookPoints.LAST_JDK
            ? row.firstJdk + " and later"
            : row.firstJdk == row.lastJdk ? "" + row.firstJdk : row.firstJdk + " to " + row.lastJdk;
    return "| `"
        + row
        + "` | "
        + jdks
        + " | "
        + row.need.name().toLowerCase(Locale.ROOT)
        + " | "
        + row.shape.summary()
        + " | "
        + row.evidence
        + " |";
  }

  private static Method hook(HookCall call) throws NoSuchMethodException {
    for (Method method : Hooks.class.getMethods()) {
      if (method.getName().equals(call.name)
          && Type.getMethodDescriptor(method).equals(call.descriptor)) {
        return method;
      }
    }
    throw new NoSuchMethodException(call.name + call.descriptor);
  }

  private static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode(Opcodes.ASM9);
    new ClassReader(classFile).accept(node, 0);
    return node;
  }

  private static List<String> calls(byte[] classFile) {
    List<String> calls = new ArrayList<>();
    for (MethodNode method : node(classFile).methods) {
      calls.addAll(calls(method));
    }
    return calls;
  }

  private static List<String> calls(MethodNode method) {
    List<String> calls = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call) {
        calls.add(call.owner + "." + call.name + call.desc);
      }
    }
    return calls;
  }
}
