package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md has each message that users meet, and none that there isn't. */
class TroubleshootingTest {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root", ".."));

  /** What is called with a message, up to the bracket. */
  private static final Pattern SITE =
      Pattern.compile(
          "(tellOnce|LastWords\\.say|problems\\.add|Refusal\\.because|new Refusal"
              + "|new \\w*(Weaving|SaveFailed|SaveRefused|Configuration|NoSuchJvm)Exception"
              + "|new (Unanswered|UnsupportedOperationException)"
              + "|new Answer(?=\\(\\s*Answer\\.Word\\.(FAILED|PENDING))"
              + "|println(?=\\(\\s*\"holdfast: ))\\(");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Shorter texts are what stands between names, or forwards the words of another message. */
  private static final int WORDS_MIN = 13;

  /** Messages of picocli's. */
  private static final Set<String> NOT_OURS =
      Set.of("Unmatched argument", "Missing required parameter", "Unknown option");

  private final List<String> sources = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final Set<String> markers = new LinkedHashSet<>();

  @BeforeEach
  void read() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT.resolve("agent/src/main/java"))) {
      all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
    }
    files.forEach(file -> sources.add(joined(file)));
    Matcher code = Pattern.compile("`([^`]+)`").matcher("");
    for (String line : Files.readAllLines(ROOT.resolve("docs/troubleshooting.md"))) {
      String place = line.startsWith("### ") ? line : firstCell(line);
      for (code.reset(place); code.find(); ) {
        markers.add(code.group(1));
      }
    }
  }

  @Test
  void eachHeadingIsAMessageThatThereIs() {
    assertThat(markers)
        .hasSizeGreaterThan(80)
        .filteredOn(marker -> !NOT_OURS.contains(marker))
        .filteredOn(marker -> !marker.equals("Device or resource busy")) // the system's
        .allSatisfy(
            marker ->
                assertThat(sources)
                    .as("sources with '%s', of the page", marker)
                    .anyMatch(source -> source.contains(marker)));
  }

  @Test
  void eachMessageHasItsHeading() {
    List<String> without = new ArrayList<>();
    int sites = 0;
    for (int i = 0; i < files.size(); i++) {
      Matcher site = SITE.matcher(sources.get(i));
      while (site.find()) {
        String arguments = argumentsFrom(site.end() - 1, sources.get(i));
        if (hasWords(arguments)) {
          sites++;
          if (markers.stream().noneMatch(arguments::contains)) {
            without.add(files.get(i).getFileName() + ": " + arguments.trim());
          }
        }
      }
    }
    assertThat(sites).isGreaterThan(80);
    assertThat(without).as("messages without a section in docs/troubleshooting.md").isEmpty();
  }

  private static String firstCell(String line) {
    return line.startsWith("| `") ? line.split("(?<!\\\\)\\|", 3)[1] : "";
  }

  /** The text of a source file, with texts that go over several lines in one piece. */
  private static String joined(Path file) {
    try {
      return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static boolean hasWords(String arguments) {
    return LITERAL
        .matcher(arguments)
        .results()
        .anyMatch(text -> text.group(1).length() >= WORDS_MIN);
  }

  /** From the bracket at {@code open} to the one that closes it. */
  private static String argumentsFrom(int open, String source) {
    int depth = 0;
    boolean inText = false;
    for (int i = open; i < source.length(); i++) {
      char c = source.charAt(i);
      if (inText && c == '\\') {
        i++;
      } else if (c == '"') {
        inText = !inText;
      } else if (!inText && c == '(') {
        depth++;
      } else if (!inText && c == ')' && --depth == 0) {
        return source.substring(open + 1, i);
      }
    }
    throw new AssertionError("no end of the arguments at " + open);
  }
}
