package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Saves {@code data/state.txt}, by way of {@link Plain}; prints Holdfast's counters if it is there.
 */
public final class SavesOnce {
  private SavesOnce() {}

  /** Opens no file, so no hook is put into it. */
  static final class Plain {
    private Plain() {}

    static byte[] content() {
      return new byte[] {1, 2, 3};
    }
  }

  public static void main(String[] arguments) throws Exception {
    save(new File("data", "state.txt"));
    System.out.println("saved " + counters());
  }

  private static void save(File file) throws IOException {
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(Plain.content());
    }
  }

  private static Object counters() throws ReflectiveOperationException {
    try {
      Class<?> hooks = Class.forName("dev.holdfast.boot.Hooks", false, null);
      return hooks.getMethod("status").invoke(null);
    } catch (ClassNotFoundException noAgent) {
      return "unprotected";
    }
  }
}
