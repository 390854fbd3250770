package samples;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.ProtectionDomain;

/**
 * What an agent of the application's own can see: {@code loaded PREFIX} (how many classes have such
 * names), {@code threads PREFIX}, {@code property NAME}. Attached, it writes the class files of
 * classes as this JVM runs them: arguments {@code FOLDER CLASS...}.
 */
public final class Inspects {
  private static Instrumentation instrumentation;

  private Inspects() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** Each attached agent is asked after those before it: this one sees what all have done. */
  public static void agentmain(String arguments, Instrumentation given) throws Exception {
    String[] words = arguments.split(" ");
    for (int i = 1; i < words.length; i++) {
      Class<?> type = Class.forName(words[i]);
      Last last = new Last(type.getName().replace('.', '/'));
      given.addTransformer(last, true);
      given.retransformClasses(type);
      given.removeTransformer(last);
      Files.write(Paths.get(words[0], words[i]), last.seen);
    }
  }

  /** Changes nothing. */
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

  static String answer(String[] words) throws Exception {
    switch (words[0]) {
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
