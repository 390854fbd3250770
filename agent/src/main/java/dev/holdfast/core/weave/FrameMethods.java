package dev.holdfast.core.weave;

/**
 * The method of a {@code StackFrame}, without its name: the VM has one object for each method,
 * which its frames refer to. Names and descriptors cost one to five microseconds a frame.
 */
final class FrameMethods {
  private static final String METHOD_NAME = "java.lang.invoke.ResolvedMethodName";

  private final Jdk jdk;
  private final long inFrame;
  private final long inMember;

  private FrameMethods(Jdk jdk, long inFrame, long inMember) {
    this.jdk = jdk;
    this.inFrame = inFrame;
    this.inMember = inMember;
  }

  /** Null where this JVM keeps it in another way: seen on 11, 17, 21 and 25. */
  static FrameMethods orNull(Jdk jdk, WalkedStacks stacks) {
    try {
      Class<?> frame = Jdk.classOrNull("java.lang.ClassFrameInfo"); // since 22
      FrameMethods methods =
          frame == null
              ? new FrameMethods(
                  jdk,
                  jdk.offset(Class.forName("java.lang.StackFrameInfo", false, null), "memberName"),
                  jdk.offset(Class.forName("java.lang.invoke.MemberName", false, null), "method"))
              : new FrameMethods(jdk, jdk.offset(frame, "classOrMemberName"), -1);
      return methods.areRight(stacks) ? methods : null;
    } catch (ClassNotFoundException | RuntimeException | LinkageError another) {
      return null; // names tell the same, only slower
    }
  }

  /** Compares by identity. */
  Object of(Object frame) {
    Object found = jdk.reference(frame, inFrame);
    // Of null the field would be read at an address of its own: the end of the JVM.
    return inMember < 0 || found == null ? found : jdk.reference(found, inMember);
  }

  /**
   * The same method twice is one, another one is another, and what is found is of the VM's kind.
   */
  private boolean areRight(WalkedStacks stacks) {
    Object[] one = stacks.frames(); // walk, frames, this method and so on
    Object[] again = stacks.frames();
    Object[] deeper = deeper(stacks);
    if (one.length != again.length || deeper.length != one.length + 1) {
      return false;
    }
    for (int i = 0; i < one.length; i++) {
      Object method = of(one[i]);
      if (method == null
          || !method.getClass().getName().equals(METHOD_NAME)
          || method != of(again[i])
          || (i > 1 && method != of(deeper[i + 1]))) {
        return false;
      }
    }
    return of(deeper[1]) != of(deeper[2]) && of(deeper[2]) != of(deeper[3]);
  }

  private static Object[] deeper(WalkedStacks stacks) {
    return stacks.frames();
  }
}
