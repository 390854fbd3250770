package dev.holdfast.core.weave;

/** One row of the hook table: a method of the JDK, and what is put into it. */
final class HookPoint {
  enum Need {
    /** Missing: saves would not be protected, so Holdfast does not start. */
    REQUIRED,
    /** Missing: one way of writing less; reported. */
    OPTIONAL
  }

  /** Internal name of the class. */
  final String owner;

  final String method;

  /** The descriptors it has had; of those that a class has, the first is woven. */
  final String[] descriptors;

  /** Feature versions of the JDK, both included. */
  final int firstJdk;

  final int lastJdk;
  final Need need;
  final Shape shape;

  /** Where this is known from. */
  final String evidence;

  HookPoint(
      String owner,
      String method,
      String[] descriptors,
      int firstJdk,
      int lastJdk,
      Need need,
      Shape shape,
      String evidence) {
    this.owner = owner;
    this.method = method;
    this.descriptors = descriptors;
    this.firstJdk = firstJdk;
    this.lastJdk = lastJdk;
    this.need = need;
    this.shape = shape;
    this.evidence = evidence;
  }

  boolean isOf(int jdk) {
    return firstJdk <= jdk && jdk <= lastJdk;
  }

  /** Position of {@code descriptor} in the order of preference; -1 if it isn't of this row. */
  int rank(String name, String descriptor) {
    if (method.equals(name)) {
      for (int i = 0; i < descriptors.length; i++) {
        if (descriptors[i].equals(descriptor)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** As messages and the documentation name it. */
  @Override
  public String toString() {
    String descriptor = descriptors[0];
    return owner.replace('/', '.')
        + "."
        + method
        + descriptor.substring(0, descriptor.indexOf(')') + 1);
  }
}
