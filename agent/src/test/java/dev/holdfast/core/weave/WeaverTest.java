package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.MethodVisitor;

/**
 * What becomes of rows that this JDK does not have, in this very JVM. No row of these tests is one
 * that is woven: the boot floor is not in the bootstrap loader here.
 */
final class WeaverTest {
  private static Jdk jdk;

  @BeforeAll
  static void open() throws Exception {
    jdk = Jdk.open(ByteBuddyAgent.install());
  }

  @Test
  void aMissingRequiredMethodIsAFailureThatNamesMethodJdkAndRemedy() {
    HookPoint row = row("java/io/File", "renameAtomically", HookPoint.Need.REQUIRED, NOTHING);
    assertThatThrownBy(() -> Weaver.install(jdk, List.of(row)))
        .isInstanceOf(WeavingException.class)
        .hasMessageContaining("no hook in java.io.File.renameAtomically()")
        .hasMessageContaining("on Java " + System.getProperty("java.version"))
        .hasMessageContaining("there is no such method")
        .hasMessageContaining("needs a Holdfast that knows this JDK");
  }

  @Test
  void aMissingRequiredClassIsAFailureToo() {
    HookPoint row = row("java/io/Gone", "open", HookPoint.Need.REQUIRED, NOTHING);
    assertThatThrownBy(() -> Weaver.install(jdk, List.of(row)))
        .isInstanceOf(WeavingException.class)
        .hasMessageContaining("java.io.Gone.open()");
  }

  @Test
  void optionalOnesAreReported() throws Exception {
    HookPoint method = row("java/io/File", "gone", HookPoint.Need.OPTIONAL, NOTHING);
    HookPoint type = row("java/io/Gone", "open", HookPoint.Need.OPTIONAL, NOTHING);
    Weaver weaver = Weaver.install(jdk, List.of(method, type));
    try {
      Report report = weaver.report();
      assertThat(report.woven()).isEmpty();
      assertThat(report.missing()).containsExactly("java.io.File.gone()");
      assertThat(report.waiting()).contains("java.io.Gone.open()");
    } finally {
      weaver.remove();
    }
  }

  @Test
  void whatFailsWhileWeavingIsToldAndTheClassStaysAsItWas() {
    HookPoint row = row("java/io/File", "getName", HookPoint.Need.OPTIONAL, FAILING);
    assertThatThrownBy(() -> Weaver.install(jdk, List.of(row)))
        .isInstanceOf(WeavingException.class)
        .hasMessageContaining("java.io.File.getName()")
        .hasMessageContaining("cannot be woven")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(new java.io.File("/folder/name").getName()).isEqualTo("name");
  }

  private static final Shape NOTHING =
      new Shape() {
        @Override
        public MethodVisitor weave(MethodVisitor next, MethodSite site) {
          return next;
        }

        @Override
        public HookCall[] calls() {
          return new HookCall[0];
        }

        @Override
        public String summary() {
          return "nothing";
        }
      };

  private static final Shape FAILING =
      new Shape() {
        @Override
        public MethodVisitor weave(MethodVisitor next, MethodSite site) {
          throw new IllegalStateException("cannot be woven");
        }

        @Override
        public HookCall[] calls() {
          return NOTHING.calls();
        }

        @Override
        public String summary() {
          return "a failure";
        }
      };

  private static HookPoint row(String owner, String method, HookPoint.Need need, Shape shape) {
    String descriptor = method.equals("getName") ? "()Ljava/lang/String;" : "()V";
    return new HookPoint(owner, method, new String[] {descriptor}, 8, 99, need, shape, "a test's");
  }
}
