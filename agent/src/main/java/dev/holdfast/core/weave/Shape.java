package dev.holdfast.core.weave;

import org.objectweb.asm.MethodVisitor;

/** How the lines of a hook lie in a method. */
interface Shape {
  /** A visitor that passes the method on to {@code next} with the hook's lines in it. */
  MethodVisitor weave(MethodVisitor next, MethodSite site);

  /** The calls it inserts, for the self-test and the documentation. */
  HookCall[] calls();

  /** One word or two for the documentation: what it does. */
  String summary();
}
