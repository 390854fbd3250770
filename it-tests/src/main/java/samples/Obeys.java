package samples;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Does what standard input says, line by line, and answers each with one: {@code save FILE BYTES},
 * {@code abandon FILE} (an exception leaves the save), {@code status}, {@code beans} (the
 * platform's MBean server is asked for Holdfast's), {@code wait MILLIS}, {@code open FILE}, {@code
 * write FILE TEXT}, {@code close FILE}, and the words of {@link Inspects}. Ends with its input.
 */
public final class Obeys {
  private static final Map<String, OutputStream> OPEN = new HashMap<>();

  private Obeys() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Ways.say("READY");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      String answer;
      try {
        answer = answer(words);
      } catch (Exception failure) {
        answer = "FAIL " + failure.toString().replace('\n', ' ');
      }
      Ways.say(words[0] + ": " + answer);
    }
  }

  private static String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "save":
        save(words[1], Integer.parseInt(words[2]));
        return "done";
      case "abandon":
        abandon(words[1]);
        return "done";
      case "open":
        OPEN.put(words[1], new FileOutputStream(words[1]));
        return "done";
      case "write":
        OPEN.get(words[1]).write(words[2].getBytes(StandardCharsets.UTF_8));
        return "done";
      case "close":
        OPEN.remove(words[1]).close();
        return "done";
      case "status":
        Class<?> hooks = Class.forName("dev.holdfast.boot.Hooks", true, null);
        return (String) hooks.getMethod("status").invoke(null);
      case "wait":
        Thread.sleep(Integer.parseInt(words[1]));
        return "done";
      case "beans":
        return Beans.all();
      default:
        return Inspects.answer(words);
    }
  }

  private static void save(String file, int bytes) throws IOException {
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(new byte[bytes]);
    }
  }

  private static void abandon(String file) throws IOException {
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(1);
      throw new IOException("the application's own");
    }
  }
}
