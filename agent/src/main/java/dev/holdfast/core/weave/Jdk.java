package dev.holdfast.core.weave;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the running JDK keeps to itself, opened for one generated class and this loader, for nobody
 * else: an application that probes for {@code jdk.internal.misc.Unsafe} finds what it finds without
 * us.
 */
public final class Jdk {
  /** The end of messages that say what a JDK does not have. */
  static final String REMEDY =
      "; this needs a Holdfast that knows this JDK, or HotSpot of Java 8 to 25";

  /** Feature version: 8, 11, 17, ... */
  public final int version;

  private final Instrumentation instrumentation;
  private final JdkDoor door;

  private Jdk(Instrumentation instrumentation, int version, JdkDoor door) {
    this.version = version;
    this.instrumentation = instrumentation;
    this.door = door;
  }

  /** Throws, {@code LinkageError} too, on a JDK that has none of the known ways. */
  public static Jdk open(Instrumentation instrumentation) throws ReflectiveOperationException {
    int version = version();
    JdkDoor door = version < 9 ? new Java8Door() : GeneratedDoor.create();
    Set<Object> itself = Collections.singleton(door.moduleOf(door.getClass()));
    Map<String, Set<Object>> packages = new HashMap<>();
    packages.put("jdk.internal.misc", itself);
    // Two private fields of channels, for core.fs.Channels.
    Set<Object> core = Collections.singleton(door.moduleOf(Jdk.class));
    packages.put("sun.nio.ch", core);
    packages.put("java.nio.channels.spi", core);
    door.extendJavaBase(instrumentation, Collections.emptySet(), packages);
    return new Jdk(instrumentation, version, door);
  }

  /** Whether {@link #open} needs no instrumentation (8). */
  public static boolean isBeforeModules() {
    return version() < 9;
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
  Class<?> define(String name, byte[] classFile) {
    return door.define(name, classFile);
  }

  /** An object of {@code type} whose constructor was not run. */
  Object allocate(Class<?> type) {
    return door.allocate(type);
  }

  /** {@code Unsafe.objectFieldOffset}; 10 and later. */
  long offset(Class<?> type, String field) {
    return door.offset(type, field);
  }

  /** {@code Unsafe.getReference}; 10 and later. */
  Object reference(Object object, long offset) {
    return door.reference(object, offset);
  }

  /** Lets java.base name public classes of the bootstrap loader that are in no module. */
  void letJavaBaseRead(Class<?> type) {
    Set<Object> reads = Collections.singleton(door.moduleOf(type));
    door.extendJavaBase(instrumentation, reads, Collections.<String, Set<Object>>emptyMap());
  }

  /** Null where the bootstrap loader has none of that name; loads but does not initialise it. */
  static Class<?> classOrNull(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException none) {
      return null;
    }
  }
}
