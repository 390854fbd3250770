package dev.holdfast.core.weave;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Calls of the JDK that Java 8 code cannot name. Implemented by a generated class, since calling
 * them by reflection costs 25 ms each the first time (JDK 21 and 25).
 */
public interface JdkDoor {
  /** {@code type.getModule()}. */
  Object moduleOf(Class<?> type);

  /** {@code Instrumentation.redefineModule} of java.base: what it reads and exports more. */
  void extendJavaBase(
      Instrumentation instrumentation, Set<Object> reads, Map<String, Set<Object>> exports);

  /** {@code Unsafe.defineClass} with the bootstrap loader. */
  Class<?> define(String name, byte[] classFile);

  /** {@code Unsafe.allocateInstance}. */
  Object allocate(Class<?> type);

  /** {@code Unsafe.objectFieldOffset}, of fields that reflection doesn't show, too. */
  long offset(Class<?> type, String field);

  /** {@code Unsafe.getReference}: what the field of {@code object} at {@code offset} refers to. */
  Object reference(Object object, long offset);
}
