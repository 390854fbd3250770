package dev.holdfast.core.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;

/** {@link JdkDoor} for Java 8: no modules; {@code sun.misc.Unsafe} by reflection, cheap there. */
final class Java8Door implements JdkDoor {
  private final Object unsafe;
  private final Method defineClass;
  private final Method allocateInstance;

  Java8Door() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    this.unsafe = field.get(null);
    this.defineClass =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    this.allocateInstance = type.getMethod("allocateInstance", Class.class);
  }

  @Override
  public Object moduleOf(Class<?> type) {
    return null;
  }

  @Override
  public void extendJavaBase(
      Instrumentation instrumentation, Set<Object> reads, Map<String, Set<Object>> exports) {}

  @Override
  public Class<?> define(String name, byte[] classFile) {
    return (Class<?>)
        call(defineClass, name, classFile, 0, classFile.length, (Object) null, (Object) null);
  }

  @Override
  public Object allocate(Class<?> type) {
    return call(allocateInstance, type);
  }

  /** Stacks of 8 have no frames that would have to be looked into. */
  @Override
  public long offset(Class<?> type, String field) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object reference(Object object, long offset) {
    throw new UnsupportedOperationException();
  }

  private Object call(Method method, Object... arguments) {
    try {
      return method.invoke(unsafe, arguments);
    } catch (ReflectiveOperationException refused) {
      throw new LinkageError("Unsafe." + method.getName() + " failed", refused);
    }
  }
}
