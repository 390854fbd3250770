package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Where woven code takes one argument of a hook from. */
abstract class Argument {
  /** Marks {@link #slot}: no local variable. */
  static final int NO_SLOT = -1;

  /** Loads it; at most {@code 4} operand stack words, of which {@link HookCall} counts. */
  abstract void load(MethodVisitor code, MethodSite site);

  /** The local variable it reads, or {@link #NO_SLOT}. */
  int slot(MethodSite site) {
    return NO_SLOT;
  }

  /** Whether the method may assign that variable before the hook reads it. */
  boolean mayChange() {
    return false;
  }

  /** {@code this}. */
  static Argument self() {
    return new Argument() {
      @Override
      void load(MethodVisitor code, MethodSite site) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
      }

      @Override
      int slot(MethodSite site) {
        return 0;
      }
    };
  }

  /** A field of {@code this}. */
  static Argument field(String name, String descriptor) {
    return new Argument() {
      @Override
      void load(MethodVisitor code, MethodSite site) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, site.owner, name, descriptor);
      }

      @Override
      int slot(MethodSite site) {
        return 0;
      }
    };
  }

  /** The parameter that is {@code back} before the last one; 0 is the last. */
  static Argument fromLast(int back) {
    return new Parameter(-1 - back);
  }

  /** A parameter; 0 is the first. */
  static Argument parameter(int index) {
    return new Parameter(index);
  }

  /** A parameter, as the method leaves it. */
  static Argument parameterAtReturn(int index) {
    return new Parameter(index) {
      @Override
      boolean mayChange() {
        return true;
      }
    };
  }

  /** How many bytes the {@code ByteBuffer} parameter has left, as a long. */
  static Argument remaining(int index) {
    return new Parameter(index) {
      @Override
      void load(MethodVisitor code, MethodSite site) {
        super.load(code, site);
        code.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, "java/nio/ByteBuffer", "remaining", "()I", false);
        code.visitInsn(Opcodes.I2L);
      }
    };
  }

  /** The boolean fields of the parameter's object as bits, the first named the lowest. */
  static Argument bits(int back, String... fields) {
    return new Parameter(-1 - back) {
      @Override
      void load(MethodVisitor code, MethodSite site) {
        code.visitInsn(Opcodes.ICONST_0);
        for (int bit = 0; bit < fields.length; bit++) {
          if (!site.fieldExists(type(site).getInternalName(), fields[bit])) {
            continue;
          }
          super.load(code, site);
          code.visitFieldInsn(Opcodes.GETFIELD, type(site).getInternalName(), fields[bit], "Z");
          code.visitIntInsn(Opcodes.BIPUSH, bit);
          code.visitInsn(Opcodes.ISHL);
          code.visitInsn(Opcodes.IOR);
        }
      }
    };
  }

  private static class Parameter extends Argument {
    private final int index;

    /** A negative {@code index} counts from the end. */
    Parameter(int index) {
      this.index = index;
    }

    private int indexIn(MethodSite site) {
      return index < 0 ? site.parameters.length + index : index;
    }

    Type type(MethodSite site) {
      return site.parameters[indexIn(site)];
    }

    @Override
    void load(MethodVisitor code, MethodSite site) {
      code.visitVarInsn(type(site).getOpcode(Opcodes.ILOAD), slot(site));
    }

    @Override
    int slot(MethodSite site) {
      return site.slots[indexIn(site)];
    }
  }
}
