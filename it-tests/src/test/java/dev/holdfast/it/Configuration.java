package dev.holdfast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Configuration files for the agent. */
public final class Configuration {
  private Configuration() {}

  /** One rule for {@code globs}, all defaults. Written to a new file outside of what they match. */
  public static Path protecting(String... globs) {
    return file(rule("", globs));
  }

  /** Everything below {@code folder}. */
  public static Path protecting(Path folder) {
    return protecting(folder + "/**");
  }

  /** As {@link #protecting}, with one more line at the rule: {@code on-exit: discard}. */
  public static Path protectingWith(String ruleLine, Path folder) {
    return file(rule("\n    " + ruleLine, folder + "/**"));
  }

  /** The text of a configuration with one rule. */
  public static String rule(String more, String... globs) {
    String paths =
        Arrays.stream(globs).map(glob -> "\"" + glob + "\"").collect(Collectors.joining(", "));
    return "holdfast: 1\nrules:\n  - paths: [" + paths + "]" + more + "\n";
  }

  public static Path file(String text) {
    try {
      Path file = Files.createTempDirectory("holdfast-config").resolve("holdfast.yaml");
      return Files.writeString(file, text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
