package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class OpenersTest {
  private static final List<String> EXITS = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void noneYet() {
    EXITS.clear();
  }

  /** What woven methods call here, instead of the class in the bootstrap loader. */
  public static final class Recorder {
    private Recorder() {}

    public static void returns() {
      EXITS.add("returns");
    }

    public static void throwsOut() {
      EXITS.add("throws");
    }
  }

  /** An application's class. */
  @SuppressWarnings({"unused", "try"})
  public static class Opening implements Closeable {
    final OutputStream out;

    /** Opens before its superclass is initialised, and after. */
    public Opening(File file, boolean failing) throws IOException {
      this(new FileOutputStream(file));
      new FileOutputStream(file).close();
      if (failing) {
        throw new IllegalStateException("in the constructor");
      }
    }

    Opening(OutputStream out) {
      this.out = out;
    }

    public static int stream(File file, boolean failing) throws IOException {
      FileOutputStream out = new FileOutputStream(file);
      if (failing) {
        throw new IllegalStateException("after the opening");
      }
      out.close();
      return 7;
    }

    public static long caught(File file, boolean failing) throws IOException {
      try (OutputStream out = Files.newOutputStream(file.toPath())) {
        if (failing) {
          throw new IllegalStateException("caught");
        }
        return 1;
      } catch (IllegalStateException handled) {
        return 2;
      }
    }

    public static void opensNothing(File file, boolean failing) {
      if (failing) {
        throw new IllegalStateException(file.getPath());
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static Class<?> woven(int version) throws IOException {
    byte[] stock = WovenLoader.bytesOf(Opening.class);
    ClassWriter older = new ClassWriter(0);
    new ClassReader(stock)
        .accept(
            new ClassVisitor(Opcodes.ASM9, older) {
              @Override
              public void visit(
                  int ofStock, int access, String name, String type, String above, String[] more) {
                super.visit(version == 0 ? ofStock : version, access, name, type, above, more);
              }

              @Override
              public void visitNestHost(String host) {}
            },
            version == 0 ? 0 : ClassReader.SKIP_FRAMES);
    byte[] woven = Openers.wovenOrNull(older.toByteArray());
    ClassWriter recorded = new ClassWriter(0);
    new ClassReader(woven)
        .accept(
            new ClassVisitor(Opcodes.ASM9, recorded) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String type, String[] thrown) {
                return new MethodVisitor(
                    Opcodes.ASM9, super.visitMethod(access, name, descriptor, type, thrown)) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String of, boolean isInterface) {
                    super.visitMethodInsn(
                        opcode,
                        owner.equals(Openers.SHIM)
                            ? Recorder.class.getName().replace('.', '/')
                            : owner,
                        called,
                        of,
                        isInterface);
                  }
                };
              }
            },
            0);
    return WovenLoader.define(recorded.toByteArray());
  }

  private List<String> exitsOf(Class<?> type, String method, boolean failing) throws Exception {
    EXITS.clear();
    try {
      type.getMethod(method, File.class, boolean.class)
          .invoke(null, folder.resolve("file").toFile(), failing);
      assertThat(failing && !method.equals("caught")).isFalse();
    } catch (InvocationTargetException thrown) {
      assertThat(thrown.getCause()).isInstanceOf(IllegalStateException.class);
    }
    return EXITS;
  }

  @Test
  void eachWayOutOfAMethodThatOpensIsTold() throws Exception {
    for (int version : new int[] {0, Opcodes.V1_5, Opcodes.V1_6}) {
      Class<?> woven = woven(version);
      assertThat(exitsOf(woven, "stream", false)).containsExactly("returns");
      assertThat(exitsOf(woven, "stream", true)).containsExactly("throws");
      assertThat(exitsOf(woven, "caught", false)).containsExactly("returns");
      assertThat(exitsOf(woven, "caught", true)).containsExactly("returns");
      assertThat(exitsOf(woven, "opensNothing", false)).isEmpty();
      assertThat(exitsOf(woven, "opensNothing", true)).isEmpty();
    }
  }

  @Test
  void aConstructorIsWatchedOnceItsSuperclassIsInitialised() throws Exception {
    Class<?> woven = woven(0);
    File file = folder.resolve("file").toFile();
    woven.getConstructor(File.class, boolean.class).newInstance(file, false);
    assertThat(EXITS).containsExactly("returns");
    EXITS.clear();
    try {
      woven.getConstructor(File.class, boolean.class).newInstance(file, true);
    } catch (InvocationTargetException thrown) {
      assertThat(thrown.getCause()).hasMessage("in the constructor");
    }
    assertThat(EXITS).containsExactly("throws");
  }

  @Test
  void aClassThatOpensNothingIsNotTouched() throws IOException {
    assertThat(Openers.wovenOrNull(WovenLoader.bytesOf(List.class))).isNull();
    assertThat(Openers.wovenOrNull(WovenLoader.bytesOf(SpeaksOnly.class))).isNull();
  }

  /** Names a class that can open files, and opens none. */
  static final class SpeaksOnly {
    void speak() {
      System.out.println("spoken");
    }
  }
}
