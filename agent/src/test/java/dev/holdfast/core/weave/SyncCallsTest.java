package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.SyncFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class SyncCallsTest {
  private static final String STOCK = "java/io/FileDescriptor.sync()V";
  private static final String SHIM = "java/io/HoldfastSync.sync(Ljava/io/FileDescriptor;)V";

  @Test
  void callsAndMethodReferencesGoToTheShim() throws IOException {
    byte[] stock = WovenLoader.bytesOf(Calling.class);
    assertThat(targets(stock)).containsOnly(STOCK).hasSize(2);
    assertThat(targets(SyncCalls.rewrittenOrNull(stock))).containsOnly(SHIM).hasSize(2);
  }

  @Test
  void otherMethodsOfThatNameStay() throws IOException {
    byte[] stock = WovenLoader.bytesOf(Unrelated.class);
    assertThat(SyncCalls.mentions(stock)).isTrue();
    assertThat(SyncCalls.rewrittenOrNull(stock)).isNull();
  }

  @Test
  void aClassThatDoesNotNameItIsNotEvenParsed() throws IOException {
    assertThat(SyncCalls.mentions(WovenLoader.bytesOf(String.class))).isFalse();
    assertThat(SyncCalls.mentions(WovenLoader.bytesOf(Constants.class))).isFalse();
    assertThat(SyncCalls.mentions(WovenLoader.bytesOf(Calling.class))).isTrue();
  }

  /** Each takes two places of the pool: counted as one, the look would go on past its end. */
  @Test
  void longConstantsAreCountedRight() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, 0, "Longs", null, "java/lang/Object", null);
    for (long constant = 1; constant < 500; constant++) {
      writer.newConst(constant);
      writer.newConst(constant / 3.0);
    }
    assertThat(SyncCalls.mentions(writer.toByteArray())).isFalse();
  }

  private static List<String> targets(byte[] classFile) {
    List<String> targets = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    add(owner + "." + called + type);
                  }

                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String type, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                      if (argument instanceof Handle handle) {
                        add(handle.getOwner() + "." + handle.getName() + handle.getDesc());
                      }
                    }
                  }
                };
              }

              private void add(String target) {
                if (target.contains(".sync(")) {
                  targets.add(target);
                }
              }
            },
            0);
    return targets;
  }

  interface Sync {
    void run() throws SyncFailedException;
  }

  static final class Calling {
    Sync reference(FileDescriptor descriptor) throws IOException {
      descriptor.sync();
      return descriptor::sync;
    }
  }

  static final class Unrelated {
    boolean sync(FileDescriptor descriptor) {
      return descriptor.valid() && sync(descriptor);
    }
  }

  static final class Constants {
    Callable<Object> all(int number) {
      long big = 1L << 40;
      double real = 1.5e300 * number;
      float small = 1.25f * number;
      return () -> "text" + big + real + small + String.class + 123456789;
    }
  }
}
