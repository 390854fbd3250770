package dev.holdfast.core.weave;

import dev.holdfast.boot.LastWords;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Puts the hooks of the table into the JDK's classes: those that are loaded by retransformation,
 * the others as they load. Stays registered, since every later retransformation, by another agent
 * say, starts from the stock class again.
 *
 * <p>Nothing thrown in {@link #transform} is seen by anyone but this class: failures are kept and
 * told by {@link #install}.
 */
public final class Weaver implements ClassFileTransformer {
  /** Reflection: an anonymous class, as a lambda costs milliseconds at start. */
  private static final MethodSite.Fields LOADED =
      new MethodSite.Fields() {
        @Override
        public boolean contain(String owner, String name) {
          Class<?> type = Jdk.classOrNull(owner.replace('/', '.'));
          for (Field field : type == null ? new Field[0] : type.getDeclaredFields()) {
            if (field.getName().equals(name)) {
              return true;
            }
          }
          return false;
        }
      };

  private final Jdk jdk;
  private final List<HookPoint> table;
  private final Map<String, List<HookPoint>> rowsOf = new HashMap<>();

  /** The extension or platform loader, which has the zip file system. */
  private final ClassLoader platform;

  private final Sightings sightings = new Sightings();
  private final boolean rewritesSyncCalls;
  private final ClassLoader own = Weaver.class.getClassLoader();

  /** Names of the application's classes that are woven, by loader; guarded by this. */
  private final Map<ClassLoader, Set<String>> ofApplication = new WeakHashMap<>();

  /** By row of the table; guarded by this. */
  private final boolean[] woven;

  /** From then on nobody asks for {@link #failures}: they are told at once. Guarded by this. */
  private boolean isInstalled;

  /** By class; guarded by this. */
  private final Map<String, Throwable> failures = new HashMap<>();

  private Weaver(Jdk jdk, List<HookPoint> table) {
    this.jdk = jdk;
    this.table = table;
    this.woven = new boolean[table.size()];
    this.platform = ClassLoader.getSystemClassLoader().getParent();
    this.rewritesSyncCalls = jdk.version <= SyncCalls.LAST_JDK;
    for (HookPoint row : table) {
      List<HookPoint> rows = rowsOf.get(row.owner);
      if (rows == null) {
        rows = new ArrayList<>();
        rowsOf.put(row.owner, rows);
      }
      rows.add(row);
    }
  }

  /**
   * Weaves everything. On throw nothing is woven. The hooks answer "as stock" until {@code
   * Hooks.start}.
   */
  public static Weaver install(Jdk jdk) throws WeavingException {
    return install(jdk, HookPoints.of(jdk.version));
  }

  /** Weaves another table; for tests. */
  static Weaver install(Jdk jdk, List<HookPoint> table) throws WeavingException {
    Weaver weaver = new Weaver(jdk, table);
    try {
      weaver.start();
      weaver.check();
    } catch (WeavingException | RuntimeException | Error failure) {
      weaver.remove();
      throw failure;
    }
    return weaver;
  }

  /**
   * Takes all hooks out again; what a running method has of them stays until it returns. On throw
   * some are still there, and answer "as stock" once {@code Hooks.stop} was called.
   */
  public void remove() throws WeavingException {
    jdk.instrumentation().removeTransformer(this);
    retransform(loaded());
    retransform(ofApplicationLoaded());
  }

  private synchronized List<Class<?>> ofApplicationLoaded() {
    List<Class<?>> found = new ArrayList<>();
    if (!ofApplication.isEmpty()) {
      for (Class<?> type : jdk.instrumentation().getAllLoadedClasses()) {
        Set<String> names = ofApplication.get(type.getClassLoader());
        if (names != null
            && names.contains(internal(type))
            && jdk.instrumentation().isModifiableClass(type)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private void start() throws WeavingException {
    // Loaded by the first contended ConcurrentHashMap, maybe inside transform: too late there.
    Jdk.classOrNull("java.util.concurrent.ThreadLocalRandom");
    if (rewritesSyncCalls) {
      define(SyncCalls.SHIM, SyncCalls.shim());
    }
    define(Openers.SHIM, Openers.shim());
    List<Class<?>> loadedBefore = loaded();
    jdk.instrumentation().addTransformer(this, true);
    retransform(loadedBefore);
    for (String owner : rowsOf.keySet()) {
      // Those that were not: woven as they load, now.
      Jdk.classOrNull(owner.replace('/', '.'));
    }
    // Loaded by another thread after the first look and before the transformer was there.
    List<Class<?>> missed = loaded();
    for (Iterator<Class<?>> each = missed.iterator(); each.hasNext(); ) {
      if (isWoven(each.next())) {
        each.remove();
      }
    }
    retransform(missed);
  }

  /** What woven application classes call; unless an earlier start in this JVM has defined it. */
  private void define(String name, byte[] classFile) throws WeavingException {
    if (Jdk.classOrNull(name.replace('/', '.')) == null) {
      try {
        jdk.define(name, classFile);
      } catch (LinkageError failure) {
        throw new WeavingException("cannot define " + name + " " + Jdk.where(), failure);
      }
    }
  }

  /** The classes of the table that are loaded. */
  private List<Class<?>> loaded() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : jdk.instrumentation().getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      if (loader == null || loader == platform) {
        String name = internal(type);
        if (rowsOf.containsKey(name)) {
          found.add(type);
        } else if (loader == null) {
          sightings.loaded(name);
        }
      }
    }
    return found;
  }

  private synchronized boolean isWoven(Class<?> type) {
    for (HookPoint row : rowsOf.get(internal(type))) {
      if (!woven[table.indexOf(row)]) {
        return false;
      }
    }
    return true;
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void retransform(List<Class<?>> types) throws WeavingException {
    if (types.isEmpty()) {
      return;
    }
    try {
      jdk.instrumentation().retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | LinkageError | UnsupportedOperationException failure) {
      throw new WeavingException(
          "cannot weave " + Jdk.where() + "; is another agent or a debugger in the way?", failure);
    }
  }

  private synchronized void check() throws WeavingException {
    isInstalled = true;
    for (int i = 0; i < woven.length; i++) {
      HookPoint row = table.get(i);
      Throwable failure = failures.get(row.owner);
      if (!woven[i] && (failure != null || row.need == HookPoint.Need.REQUIRED)) {
        throw new WeavingException(
            "no hook in "
                + row
                + " "
                + Jdk.where()
                + (failure == null ? ": there is no such method" : ": " + failure)
                + Jdk.REMEDY,
            failure);
      }
    }
  }

  /** What the application uses, as far as its classes show. */
  public Sightings sightings() {
    return sightings;
  }

  /** The rows of this JDK. */
  List<HookPoint> table() {
    return table;
  }

  /** What is woven by now. */
  public synchronized Report report() {
    List<String> there = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < woven.length; i++) {
      HookPoint row = table.get(i);
      if (woven[i]) {
        there.add(row.toString());
      } else if (Jdk.classOrNull(row.owner.replace('/', '.')) == null) {
        waiting.add(row.toString());
      } else {
        missing.add(row.toString());
      }
    }
    if (rewritesSyncCalls) {
      waiting.add("calls of java.io.FileDescriptor.sync()");
    }
    return new Report(there, waiting, missing);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> classBeingRedefined,
      ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (className == null) {
      return null;
    }
    List<HookPoint> rows = loader == null || loader == platform ? rowsOf.get(className) : null;
    if (rows == null) {
      if (loader == null) {
        sightings.loaded(className);
      }
      return loader != null && loader != own ? ofApplication(loader, className, classFile) : null;
    }
    // While a class of java.base is retransformed, others are loaded under its name (11 to 25).
    if (classBeingRedefined != null && !internal(classBeingRedefined).equals(className)) {
      return null;
    }
    try {
      ClassWeaver weaver = new ClassWeaver(rows, LOADED);
      byte[] result = weaver.weave(classFile);
      record(rows, weaver);
      return result;
    } catch (Throwable failure) {
      record(className, failure);
      return null;
    }
  }

  /** {@code classFile} of {@code type} as this JVM runs it: instructions of ours move others. */
  public byte[] asRun(Class<?> type, byte[] classFile) {
    ClassLoader loader = type.getClassLoader();
    List<HookPoint> rows = loader == null || loader == platform ? rowsOf.get(internal(type)) : null;
    if (rows != null) {
      return new ClassWeaver(rows, LOADED).weave(classFile);
    }
    byte[] woven = loader == null ? null : ofApplication(internal(type), classFile);
    return woven == null ? classFile : woven;
  }

  private byte[] ofApplication(ClassLoader loader, String className, byte[] classFile) {
    byte[] woven = ofApplication(className, classFile);
    if (woven != null) {
      synchronized (this) {
        Set<String> names = ofApplication.get(loader);
        if (names == null) {
          names = new HashSet<>();
          ofApplication.put(loader, names);
        }
        names.add(className);
      }
    }
    return woven;
  }

  private byte[] ofApplication(String className, byte[] classFile) {
    try {
      byte[] synced = rewritesSyncCalls ? SyncCalls.rewrittenOrNull(classFile) : null;
      byte[] woven = Openers.wovenOrNull(synced == null ? classFile : synced);
      return woven == null ? synced : woven;
    } catch (Throwable failure) {
      record(className, failure);
      return null;
    }
  }

  private synchronized void record(List<HookPoint> rows, ClassWeaver weaver) {
    for (int i = 0; i < rows.size(); i++) {
      if (weaver.isWoven(i)) {
        woven[table.indexOf(rows.get(i))] = true;
      }
    }
  }

  private synchronized void record(String className, Throwable failure) {
    failures.put(className, failure);
    if (isInstalled) {
      LastWords.say(
          "no hooks in " + className + ", saves through it may NOT be protected", failure);
    }
  }
}
