package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** One call of a method of {@code Hooks}, the only thing that woven code does. */
final class HookCall {
  static final String HOOKS = "dev/holdfast/boot/Hooks";

  final String name;
  final String descriptor;
  final Type result;
  final Argument[] arguments;

  /** {@code arguments} are those that the woven code loads; see the three shapes for others. */
  HookCall(String name, String descriptor, Argument... arguments) {
    this.name = name;
    this.descriptor = descriptor;
    this.result = Type.getReturnType(descriptor);
    this.arguments = arguments;
  }

  /** Calls it with the operand stack as it is. */
  void invoke(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, descriptor, false);
  }

  void load(MethodVisitor code, MethodSite site) {
    for (Argument argument : arguments) {
      argument.load(code, site);
    }
  }

  /** Operand stack words that loading and calling needs at most, above what is there. */
  int stackWords() {
    // Its arguments, of which loading the last may take three more for a moment.
    return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1 + 3;
  }

  /** The unassigned variable that this call reads but the method assigns; never null. */
  void checkStore(int slot, MethodSite site) {
    for (Argument argument : arguments) {
      if (argument.slot(site) == slot && !argument.mayChange()) {
        throw new IllegalStateException(
            site + " assigns parameter slot " + slot + ", which hook " + name + " reads later");
      }
    }
  }
}
