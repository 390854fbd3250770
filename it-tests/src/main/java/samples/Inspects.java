package samples;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.MessageDigest;
import java.security.ProtectionDomain;

/**
 * What an agent of the application's own can see: {@code digest CLASS} (of its class file as this
 * JVM runs it), {@code loaded PREFIX} (how many classes have such names), {@code threads PREFIX},
 * {@code property NAME}.
 */
public final class Inspects {
  private static Instrumentation instrumentation;

  private Inspects() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  static String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "digest":
        return digest(Class.forName(words[1]));
      case "loaded":
        return loaded(words[1]);
      case "threads":
        return threads(words[1]);
      case "property":
        return String.valueOf(System.getProperty(words[1]));
      default:
        throw new IllegalArgumentException("no such word");
    }
  }

  /** After all that other agents have done to it. */
  private static String digest(Class<?> type) throws Exception {
    Last last = new Last(type.getName().replace('.', '/'));
    instrumentation.addTransformer(last, true);
    instrumentation.retransformClasses(type);
    instrumentation.removeTransformer(last);
    StringBuilder text = new StringBuilder();
    for (byte b : MessageDigest.getInstance("SHA-256").digest(last.seen)) {
      text.append(String.format("%02x", b));
    }
    return text.toString();
  }

  /** Registered last, it is asked last. */
  private static final class Last implements ClassFileTransformer {
    private final String name;
    private byte[] seen;

    Last(String name) {
      this.name = name;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String className,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (name.equals(className)) {
        seen = classFile;
      }
      return null;
    }
  }

  /** The collector has its chances before. */
  private static String loaded(String prefix) throws InterruptedException {
    int count = 1;
    for (int i = 0; i < 20 && count > 0; i++) {
      System.gc();
      count = 0;
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (type.getName().startsWith(prefix)) {
          count++;
        }
      }
      if (count > 0) {
        Thread.sleep(100);
      }
    }
    return Integer.toString(count);
  }

  private static String threads(String prefix) {
    int count = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(prefix)) {
        count++;
      }
    }
    return Integer.toString(count);
  }
}
