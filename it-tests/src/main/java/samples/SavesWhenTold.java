package samples;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Saves what standard input says, line by line: {@code WAY TARGET SIZE SEED FIRST LAST}, between
 * tabs, is a request for versions FIRST to LAST. Says {@code READY} at first; for each save {@code
 * ACK n} or {@code FAIL n CLASS: MESSAGE <- CAUSE}; {@code END} after each request. Keeps nothing
 * open and ends with its input.
 */
public final class SavesWhenTold {
  private SavesWhenTold() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Ways.say("READY");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      save(line.split("\t"));
      Ways.say("END");
    }
  }

  /**
   * By name: of a whole file, one of those that take more than one step to it, or {@code append},
   * which adds the version to what is there.
   */
  private static Way way(String name) {
    Map<String, Way> ways = new LinkedHashMap<>(Ways.all());
    DeletingWays.addTo(ways);
    ChangingWays.addTo(ways);
    ways.put("append", SavesWhenTold::append);
    return ways.get(name);
  }

  private static void append(File target, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(target, true)) {
      out.write(content);
    }
  }

  private static void save(String[] words) throws IOException {
    Way way = way(words[0]);
    File target = new File(words[1]);
    int size = Integer.parseInt(words[2]);
    long seed = Long.parseLong(words[3]);
    for (int version = Integer.parseInt(words[4]);
        version <= Integer.parseInt(words[5]);
        version++) {
      try {
        way.save(target, Versions.content(version, size, seed));
        Ways.say("ACK " + version);
      } catch (Exception | Error failure) {
        Ways.say("FAIL " + version + " " + Ways.describe(failure));
      }
    }
  }
}
