package dev.holdfast.core.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the running JDK keeps to itself, opened for the agent loader's own unnamed module and for
 * nobody else: an application that probes for {@code jdk.internal.misc.Unsafe} finds what it finds
 * without us.
 */
public final class Jdk {
  /** The end of messages that say what a JDK does not have. */
  static final String REMEDY =
      "; this needs a Holdfast that knows this JDK, or HotSpot of Java 8 to 25";

  /** Feature version: 8, 11, 17, ... */
  public final int version;

  private final Instrumentation instrumentation;
  private final Object unsafe;
  private final Method defineClass;
  private final Method allocateInstance;

  private Jdk(Instrumentation instrumentation, int version, Object unsafe)
      throws NoSuchMethodException {
    this.version = version;
    this.instrumentation = instrumentation;
    this.unsafe = unsafe;
    Class<?> type = unsafe.getClass();
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

  /** Throws {@code ReflectiveOperationException} on a JDK that has none of the known ways. */
  public static Jdk open(Instrumentation instrumentation) throws ReflectiveOperationException {
    int version = version();
    if (version < 9) {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return new Jdk(instrumentation, version, field.get(null));
    }
    extend(
        instrumentation,
        Collections.<Object>emptySet(),
        Collections.<String, Set<Object>>singletonMap(
            "jdk.internal.misc", Collections.singleton(moduleOf(Jdk.class))),
        opens());
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    return new Jdk(instrumentation, version, type.getMethod("getUnsafe").invoke(null));
  }

  /** The running JVM, as messages name it. */
  static String where() {
    return "on Java "
        + System.getProperty("java.version")
        + " ("
        + System.getProperty("java.vm.name")
        + ", "
        + System.getProperty("java.vendor")
        + ")";
  }

  /** The feature version of the running JDK. */
  static int version() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  Instrumentation instrumentation() {
    return instrumentation;
  }

  /** Defines a class in the bootstrap loader; its superclasses must be there. */
  Class<?> define(String name, byte[] classFile) throws ReflectiveOperationException {
    return (Class<?>)
        call(defineClass, name, classFile, 0, classFile.length, (Object) null, (Object) null);
  }

  /** An object of {@code type} whose constructor was not run. */
  Object allocate(Class<?> type) throws ReflectiveOperationException {
    return call(allocateInstance, type);
  }

  /** Lets java.base name public classes of the bootstrap loader that are in no module. */
  void letJavaBaseRead(Class<?> type) throws ReflectiveOperationException {
    if (version >= 9) {
      extend(
          instrumentation,
          Collections.singleton(moduleOf(type)),
          Collections.<String, Set<Object>>emptyMap(),
          Collections.<String, Set<Object>>emptyMap());
    }
  }

  /** For {@code core.fs.Channels}, which reads two private fields of channels. */
  private static Map<String, Set<Object>> opens() throws ReflectiveOperationException {
    Set<Object> us = Collections.singleton(moduleOf(Jdk.class));
    Map<String, Set<Object>> opens = new HashMap<>();
    opens.put("sun.nio.ch", us);
    opens.put("java.nio.channels.spi", us);
    return opens;
  }

  /** Null where the bootstrap loader has none of that name; loads but does not initialise it. */
  static Class<?> classOrNull(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException none) {
      return null;
    }
  }

  private Object call(Method method, Object... arguments) throws ReflectiveOperationException {
    try {
      return method.invoke(unsafe, arguments);
    } catch (InvocationTargetException wrapper) {
      if (wrapper.getCause() instanceof Error) {
        throw (Error) wrapper.getCause();
      }
      throw wrapper;
    }
  }

  /** {@code Instrumentation.redefineModule} of java.base. Modules are Objects: 8 has none. */
  private static void extend(
      Instrumentation instrumentation,
      Set<Object> reads,
      Map<String, Set<Object>> exports,
      Map<String, Set<Object>> opens)
      throws ReflectiveOperationException {
    Class<?> module = Class.forName("java.lang.Module");
    Method redefine =
        Instrumentation.class.getMethod(
            "redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class);
    redefine.invoke(
        instrumentation,
        moduleOf(Object.class),
        new HashSet<>(reads),
        new HashMap<>(exports),
        new HashMap<>(opens),
        Collections.<Class<?>>emptySet(),
        Collections.<Class<?>, List<Class<?>>>emptyMap());
  }

  private static Object moduleOf(Class<?> type) throws ReflectiveOperationException {
    return Class.class.getMethod("getModule").invoke(type);
  }
}
