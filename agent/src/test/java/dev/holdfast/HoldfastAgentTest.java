package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The doors, of a "jar" that is none: the folder of the classes. */
final class HoldfastAgentTest {
  private final ClassLoader loader = new Fresh();

  @Test
  void nothingIsThrownIntoAnApplicationThatABrokenJarIsAttachedTo() throws Exception {
    assertThat(errorsOf("agentmain"))
        .startsWith("holdfast: not started, saves are NOT protected: ")
        .hasLineCount(1);
  }

  @Test
  void afterAStartThatFailedAnotherMayBegin() throws Exception {
    String first = errorsOf("agentmain");
    assertThat(errorsOf("agentmain")).isEqualTo(first);
  }

  private String errorsOf(String door) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      loader
          .loadClass(HoldfastAgent.class.getName())
          .getMethod(door, String.class, Instrumentation.class)
          .invoke(null, "protect=x", null);
    } finally {
      System.setErr(before);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }

  /** The agent's door once more, not started yet. */
  private static final class Fresh extends ClassLoader {
    Fresh() {
      super(HoldfastAgentTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(HoldfastAgent.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length, HoldfastAgent.class.getProtectionDomain());
      } catch (IOException cause) {
        throw new ClassNotFoundException(name, cause);
      }
    }
  }
}
