package dev.holdfast.core.weave;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The method being woven: what its descriptor says. */
final class MethodSite {
  /** Whether a class has a field; asked of classes other than the one being woven. */
  interface Fields {
    boolean contain(String owner, String name);
  }

  /** Internal name of the class. */
  final String owner;

  final String name;
  final String descriptor;
  final boolean isStatic;
  final Type[] parameters;

  /** The local variable of each parameter. */
  final int[] slots;

  /** The first local variable that is no parameter. */
  final int slotsEnd;

  final Type result;
  private final Fields fields;

  MethodSite(String owner, int access, String name, String descriptor, Fields fields) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.fields = fields;
    this.slots = new int[parameters.length];
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < parameters.length; i++) {
      slots[i] = slot;
      slot += parameters[i].getSize();
    }
    this.slotsEnd = slot;
  }

  boolean fieldExists(String fieldOwner, String fieldName) {
    return fields.contain(fieldOwner, fieldName);
  }

  /** The verifier's name of the type in local variable {@code slot}, as visitFrame takes it. */
  Object frameType(int slot) {
    if (slot == 0 && !isStatic) {
      return owner;
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == slot) {
        return frameType(parameters[i]);
      }
    }
    throw new IllegalArgumentException("no parameter in slot " + slot + " of " + this);
  }

  static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
      case Type.ARRAY:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}
