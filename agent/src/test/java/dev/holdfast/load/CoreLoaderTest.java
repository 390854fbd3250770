package dev.holdfast.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoreLoaderTest {
  private static final String ISOLATED = "dev.holdfast.load.CoreLoaderTest$Isolated";

  @TempDir private Path folder;
  private Path jar;

  /** A class below core/ under a name that the test's loader has no class for, and a resource. */
  @BeforeEach
  void layOut() throws IOException {
    jar = folder.resolve("agent.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      add(out, "core/org/example/Inside.classdata", renamed());
      add(out, "core/org/example/words.txt", "words".getBytes(StandardCharsets.UTF_8));
      add(out, "org/example/Outside.class", new byte[] {1});
    }
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private static byte[] renamed() throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(ISOLATED.replace('.', '/') + ".class")) {
      org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
      new org.objectweb.asm.ClassReader(in)
          .accept(
              new org.objectweb.asm.ClassVisitor(org.objectweb.asm.Opcodes.ASM9, writer) {
                @Override
                public void visit(
                    int version,
                    int access,
                    String name,
                    String signature,
                    String superName,
                    String[] interfaces) {
                  super.visit(
                      version, access, "org/example/Inside", signature, superName, interfaces);
                }

                @Override
                public void visitInnerClass(String name, String outer, String inner, int access) {}

                @Override
                public void visitNestHost(String host) {}
              },
              0);
      return writer.toByteArray();
    }
  }

  @Test
  void aClassOfTheCoreIsSeenByItsOwnLoaderOnly() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    Class<?> inside = loader.loadClass("org.example.Inside");
    assertThat(inside.getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass("org.example.Inside")).isSameAs(inside);
    assertThat(inside.getProtectionDomain().getCodeSource().getLocation())
        .isEqualTo(jar.toUri().toURL());
    assertThatThrownBy(() -> Class.forName("org.example.Inside"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** As another agent does whose code is woven: its look at the class wants the class. */
  @Test
  void aClassThatIsDefinedWhileItIsDefinedIsOne() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    List<Class<?>> nested = new ArrayList<>();
    ClassFileTransformer other =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader of, String name, Class<?> before, ProtectionDomain domain, byte[] bytes) {
            if (of == loader) {
              try {
                nested.add(loader.loadClass("org.example.Inside"));
              } catch (ClassNotFoundException failure) {
                throw new LinkageError(failure.getMessage(), failure);
              }
            }
            return null;
          }
        };
    Instrumentation instrumentation = ByteBuddyAgent.install();
    instrumentation.addTransformer(other);
    try {
      assertThat(nested).isEmpty();
      Class<?> inside = loader.loadClass("org.example.Inside");
      assertThat(nested).containsExactly(inside);
    } finally {
      instrumentation.removeTransformer(other);
    }
  }

  @Test
  void theJdkComesFromTheParent() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
  }

  @Test
  void whatTheApplicationHasIsNotSeen() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    assertThatThrownBy(() -> loader.loadClass(getClass().getName().replace("load.", "none.")))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> loader.loadClass("org.example.Outside"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void asCommandLineItSeesTheSystemLoaderButItselfFirst() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), getClass().getClassLoader());
    assertThat(loader.loadClass("org.junit.jupiter.api.Test")).isSameAs(Test.class);
    assertThat(loader.loadClass("org.example.Inside").getClassLoader()).isSameAs(loader);
  }

  @Test
  void whatIsPassedThroughTheDoorIsOneTypeOnBothSides() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    assertThat(loader.loadClass(Core.class.getName())).isSameAs(Core.class);
  }

  @Test
  void classFilesAndOtherResourcesAreServed() throws Exception {
    CoreLoader loader = new CoreLoader(jar.toFile(), null);
    try (InputStream in = loader.getResourceAsStream("org/example/Inside.class")) {
      assertThat(in.readAllBytes()).isEqualTo(renamed());
    }
    try (InputStream in = loader.getResourceAsStream("org/example/words.txt")) {
      assertThat(in.readAllBytes()).asString().isEqualTo("words");
    }
    assertThat(loader.getResourceAsStream("org/example/none.txt")).isNull();
  }

  static final class Isolated {}
}
