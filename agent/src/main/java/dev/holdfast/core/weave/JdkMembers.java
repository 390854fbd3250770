package dev.holdfast.core.weave;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Type;

/** Which methods the running JDK has; looked up, as versions and their backports differ. */
class JdkMembers {
  private final Map<String, Method[]> methods = new HashMap<>();

  /** Of the bootstrap loader's classes; internal name. */
  boolean hasClass(String owner) {
    return Jdk.classOrNull(owner.replace('/', '.')) != null;
  }

  boolean hasMethod(String owner, String name, String descriptor) {
    for (Method method : methodsOf(owner)) {
      if (method.getName().equals(name) && Type.getMethodDescriptor(method).equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  private Method[] methodsOf(String owner) {
    Method[] known = methods.get(owner);
    if (known == null) {
      Class<?> type = Jdk.classOrNull(owner.replace('/', '.'));
      known = type == null ? new Method[0] : type.getDeclaredMethods();
      methods.put(owner, known);
    }
    return known;
  }

  /** The first of {@code owners} that is there. */
  String firstClass(String... owners) throws WeavingException {
    for (String owner : owners) {
      if (hasClass(owner)) {
        return owner;
      }
    }
    throw missing(owners[0]);
  }

  /** The first of {@code owners} that has the method. */
  String firstOwner(String name, String descriptor, String... owners) throws WeavingException {
    for (String owner : owners) {
      if (hasMethod(owner, name, descriptor)) {
        return owner;
      }
    }
    throw missing(owners[0] + "." + name + descriptor);
  }

  static WeavingException missing(String what) {
    return new WeavingException(
        "this JDK has no " + what.replace('/', '.') + " " + Jdk.where() + Jdk.REMEDY, null);
  }
}
