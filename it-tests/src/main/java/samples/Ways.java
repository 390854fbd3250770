package samples;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Saves versions of files: {@code Ways (WAY TARGET SIZE SAVES SEED)...}.
 *
 * <p>Each job prints {@code ACK 0 TARGET}, makes the target's folder where it is missing, saves
 * versions 1 to SAVES and prints {@code ACK n TARGET} after the call that ends save n has returned,
 * each by one write(2) on standard output. A save that throws prints {@code FAIL n TARGET CLASS:
 * MESSAGE}; a way that this JVM does not have prints {@code SKIP 0 TARGET REASON}. Exits with 1 if
 * a save failed, else with 0.
 */
public final class Ways {
  private static final int WORDS = 5;

  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

  private Ways() {}

  /** All ways by name, in a fixed order. */
  public static Map<String, Way> all() {
    Map<String, Way> ways = new LinkedHashMap<>();
    StreamWays.addTo(ways);
    FormatWays.addTo(ways);
    NioWays.addTo(ways);
    ChannelWays.addTo(ways);
    ReplacingWays.addTo(ways);
    return Collections.unmodifiableMap(ways);
  }

  public static void main(String[] arguments) throws IOException {
    boolean failed = false;
    for (int i = 0; i + WORDS <= arguments.length; i += WORDS) {
      Way way = all().get(arguments[i]);
      if (way == null) {
        throw new IllegalArgumentException("no such way: " + arguments[i]);
      }
      failed |= !run(way, arguments, i + 1);
    }
    System.exit(failed ? 1 : 0);
  }

  private static boolean run(Way way, String[] words, int at) throws IOException {
    File target = new File(words[at]);
    int size = Integer.parseInt(words[at + 1]);
    int saves = Integer.parseInt(words[at + 2]);
    long seed = Long.parseLong(words[at + 3]);
    if (way.missingOrNull() != null) {
      say("SKIP 0 " + target + " " + way.missingOrNull());
      return true;
    }
    say("ACK 0 " + target);
    boolean saved = true;
    for (int version = 1; version <= saves; version++) {
      byte[] content = Versions.content(version, size, seed);
      try {
        makeFolderOf(target);
        way.save(target, content);
        say("ACK " + version + " " + target);
      } catch (Exception | Error failure) {
        saved = false;
        say("FAIL " + version + " " + target + " " + describe(failure));
      }
    }
    return saved;
  }

  private static void makeFolderOf(File target) throws IOException {
    File folder = target.getParentFile();
    if (folder != null && !folder.exists() && !folder.mkdirs()) {
      throw new IOException("cannot make " + folder);
    }
  }

  static String describe(Throwable failure) {
    String text = failure.toString().replace('\n', ' ');
    return failure.getCause() == null || failure.getCause() == failure
        ? text
        : text + " <- " + describe(failure.getCause());
  }

  /** One line by one system call, so that its place among the others can be traced. */
  static void say(String line) throws IOException {
    STDOUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #say}, for places that may not throw. */
  static void complain(String line) {
    try {
      say(line);
    } catch (IOException nobodyListens) {
      throw new IllegalStateException(nobodyListens);
    }
  }

  /** Returns when a line, or the end, has come on standard input. */
  static void awaitLine() throws IOException {
    int next = System.in.read();
    while (next >= 0 && next != '\n') {
      next = System.in.read();
    }
  }
}
