package dev.holdfast.core.weave;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The application's methods that open files themselves: woven as their classes load, so that it is
 * known by which way they are left, by a return or by an exception. A stream that the exception
 * left to the collector is not whole. Nothing but a stack at the end of a save could tell that
 * else, and such a save has no end.
 */
final class Openers {
  /** In {@code java.io}, for the reason that {@link SyncCalls} has. */
  static final String SHIM = "java/io/HoldfastOpeners";

  private static final String[] OPENING = {
    "java/io/FileOutputStream",
    "java/io/FileWriter",
    "java/io/PrintWriter",
    "java/io/PrintStream",
    "java/util/Formatter",
    "java/nio/file/Files",
    "java/nio/channels/FileChannel",
    "java/nio/channels/AsynchronousFileChannel"
  };

  private static final byte[][] NAMES = ConstantPool.ascii(OPENING);

  private Openers() {}

  /** The class that woven methods call: {@code returns()} and {@code throwsOut()}. */
  static byte[] shim() {
    ClassWriter shim = new ClassWriter(0);
    shim.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        SHIM,
        null,
        "java/lang/Object",
        null);
    forward(shim, "returns", "openerReturns");
    forward(shim, "throwsOut", "openerThrows");
    shim.visitEnd();
    return shim.toByteArray();
  }

  private static void forward(ClassWriter shim, String name, String hook) {
    MethodVisitor code =
        shim.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, HookCall.HOOKS, hook, "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** The class with its opening methods woven; null if it has none. */
  static byte[] wovenOrNull(byte[] classFile) {
    if (ConstantPool.found(classFile, NAMES) == 0) {
      return null;
    }
    ClassReader reader = new ClassReader(classFile);
    Set<String> openers = openersOf(reader);
    if (openers.isEmpty()) {
      return null;
    }
    boolean hasFrames = reader.readUnsignedShort(6) >= Opcodes.V1_6; // the major version
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return openers.contains(name + descriptor) ? new Exits(next, name, hasFrames) : next;
          }
        },
        0);
    return writer.toByteArray();
  }

  private static Set<String> openersOf(ClassReader reader) {
    Set<String> openers = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String type, boolean isInterface) {
                if (opens(owner, called, type)) {
                  openers.add(name + descriptor);
                }
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return openers;
  }

  /** Whether the call may open a file to write it; errs towards true. */
  private static boolean opens(String owner, String called, String type) {
    switch (called) {
      case "<init>":
        return isOpening(owner)
            && (type.startsWith("(Ljava/io/File;") || type.startsWith("(Ljava/lang/String;"));
      case "newOutputStream":
      case "newBufferedWriter":
      case "newByteChannel":
      case "open":
        return isOpening(owner);
      default:
        return false;
    }
  }

  private static boolean isOpening(String owner) {
    for (String name : OPENING) {
      if (name.equals(owner)) {
        return true;
      }
    }
    return false;
  }

  /** Tells of each way out of a method. No local is added; the handler comes last, as its code. */
  private static final class Exits extends MethodVisitor {
    private final boolean isConstructor;
    private final boolean hasFrames;
    private final Label start = new Label();
    private boolean started;

    /** Objects made but not initialised yet, for the arguments of the superclass's constructor. */
    private int made;

    Exits(MethodVisitor next, String name, boolean hasFrames) {
      super(Opcodes.ASM9, next);
      this.hasFrames = hasFrames;
      isConstructor = name.equals("<init>");
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (!isConstructor) {
        start();
      }
    }

    private void start() {
      started = true;
      mv.visitLabel(start);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW) {
        made++;
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && !started && made-- == 0) {
        start(); // "this" may be named in frames only from here on
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, SHIM, "returns", "()V", false);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      if (started) {
        Label handler = new Label();
        mv.visitLabel(handler);
        // After those of the method: the first that fits is taken.
        mv.visitTryCatchBlock(start, handler, handler, null);
        if (hasFrames) {
          mv.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
        }
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, SHIM, "throwsOut", "()V", false);
        mv.visitInsn(Opcodes.ATHROW);
      }
      super.visitMaxs(Math.max(maxStack, 1), maxLocals);
    }
  }
}
