package samples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Saves what is in other files: {@code SavesCopies (WAY TARGET SOURCE)...}. Each job prints {@code
 * SAVED TARGET} or {@code FAIL TARGET CLASS: MESSAGE}. Besides the {@link Ways} there are {@code
 * make} and {@code remove}, which do so to TARGET, {@code set} and {@code clear}, which do so to
 * the system property of its name. At the end comes {@code STATUS} with the agent's status in JSON,
 * or {@code none}.
 */
public final class SavesCopies {
  private static final int WORDS = 3;

  private SavesCopies() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i + WORDS <= arguments.length; i += WORDS) {
      File target = new File(arguments[i + 1]);
      try {
        run(arguments[i], target, new File(arguments[i + 2]));
        Ways.say("SAVED " + target);
      } catch (Exception failure) {
        Ways.say("FAIL " + target + " " + failure.toString().replace('\n', ' '));
      }
    }
    Ways.say("STATUS " + status());
  }

  private static void run(String what, File target, File source) throws Exception {
    switch (what) {
      case "make":
        if (!target.createNewFile()) {
          throw new IOException("it exists: " + target);
        }
        break;
      case "remove":
        if (!target.delete()) {
          throw new IOException("it does not exist: " + target);
        }
        break;
      case "set":
        System.setProperty(target.getName(), "true");
        break;
      case "clear":
        System.clearProperty(target.getName());
        break;
      default:
        Ways.all().get(what).save(target, Files.readAllBytes(source.toPath()));
    }
  }

  /** By reflection: the programs know nothing of the agent. */
  private static String status() throws Exception {
    try {
      Class<?> hooks = Class.forName("dev.holdfast.boot.Hooks", true, null);
      return (String) hooks.getMethod("status").invoke(null);
    } catch (ClassNotFoundException withoutTheAgent) {
      return "none";
    }
  }
}
