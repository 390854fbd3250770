package libraries;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Does with one library what standard input says, line by line, words between tabs:
 *
 * <ul>
 *   <li>{@code save FOLDER VERSION TARGET...}: says {@code ACK VERSION TARGET} for each target
 *   <li>{@code load FOLDER}: says {@code LOADED VERSION}
 *   <li>{@code begin TARGET...}: says {@code ACK 0 TARGET} for each
 * </ul>
 *
 * or {@code FAILED CLASS: MESSAGE}; then {@code END}. Says {@code READY} at first. What libraries say
 * themselves goes to standard error. Ends with its input.
 */
public final class Serve {
  private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private Serve() {}

  public static void main(String[] arguments) throws Exception {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    Library library = (Library) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    say("READY");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        obey(library, line.split("\t"));
      } catch (Exception failure) {
        say("FAILED " + described(failure));
      } catch (LinkageError failure) {
        say("FAILED " + described(failure));
      }
      say("END");
    }
    System.exit(0); // libraries leave threads
  }

  private static void obey(Library library, String[] words) throws Exception {
    if (words[0].equals("save")) {
      library.save(new File(words[1]), Integer.parseInt(words[2]));
      acknowledge(words, 3, words[2]);
    } else if (words[0].equals("load")) {
      say("LOADED " + library.load(new File(words[1])));
    } else {
      acknowledge(words, 1, "0");
    }
  }

  private static void acknowledge(String[] words, int from, String version) throws IOException {
    for (int i = from; i < words.length; i++) {
      say("ACK " + version + " " + words[i]);
    }
  }

  private static String described(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(text.length() == 0 ? "" : " <- ").append(each);
    }
    return text.toString().replaceAll("\\s+", " ");
  }

  /** One write for a line: a trace shows where it was said. */
  private static void say(String line) throws IOException {
    OUT.write((line + "\n").getBytes("UTF-8"));
  }
}
