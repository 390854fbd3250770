package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * docs/edge-cases.md names tests, pages and sections that there are, and says something of each
 * row.
 */
class EdgeCasesTest {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root", ".."));
  private static final Path DOCS = ROOT.resolve("docs");
  private static final int ROWS = 44;

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#([^)]+))?\\)");
  private static final Pattern LAYER = Pattern.compile("layer `(\\w+)`");

  private static final Pattern ANNOTATION =
      Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b");

  /** What {@code how} may be. */
  private static final Set<String> KINDS = Set.of("test", "documented", "not held");

  /** One part of a row. */
  private record Part(int row, String what, String how, String where) {}

  private final List<Part> parts = new ArrayList<>();
  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = Files.readString(DOCS.resolve("edge-cases.md"));
    for (String line : page.lines().toList()) {
      String[] cells = line.split(" \\| ", 4);
      if (cells.length == 4 && cells[0].matches("\\| \\d+")) {
        int row = Integer.parseInt(cells[0].substring(2));
        String where = cells[3].substring(0, cells[3].lastIndexOf('|')).trim();
        parts.add(new Part(row, cells[1].trim(), cells[2].trim(), where));
      }
    }
  }

  @Test
  void allRowsAreThereInTheirOrder() {
    Set<Integer> rows = new LinkedHashSet<>();
    parts.forEach(part -> rows.add(part.row()));

    assertThat(rows).containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
    assertThat(parts).extracting(Part::row).isSorted();
    assertThat(parts).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @Test
  void eachPartSaysWhatItPointsTo() {
    assertThat(parts).extracting(Part::how).isSubsetOf(KINDS);
    assertThat(parts)
        .filteredOn(part -> part.how().equals("test"))
        .allMatch(part -> TEST.matcher(part.where()).find());
    assertThat(parts)
        .filteredOn(part -> part.how().equals("documented"))
        .allMatch(part -> LINK.matcher(part.where()).find());
    assertThat(parts)
        .filteredOn(part -> part.how().equals("not held"))
        .allMatch(part -> part.where().length() > 40);
  }

  @Test
  void eachTestThatItNamesIsThere() throws IOException {
    Map<String, String> sources = testSources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Matcher test = TEST.matcher(page); test.find(); named++) {
      String source = sources.get(test.group(1));
      if (source == null || (test.group(2) != null && !isTest(test.group(2), source))) {
        missing.add(test.group());
      }
    }

    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(120);
  }

  /** Whether it is declared, and an annotation of JUnit's stands right above it. */
  private static boolean isTest(String method, String source) {
    Matcher declared =
        Pattern.compile("(void|Stream<DynamicTest>) " + method + "\\(").matcher(source);
    return declared.find()
        && ANNOTATION
            .matcher(source.substring(source.lastIndexOf("\n\n", declared.start()), declared.end()))
            .find();
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("agent", "it-tests")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        all.filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sources.put(nameOf(file), read(file)));
      }
    }
    return sources;
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void eachLayerThatItNamesIsThere() {
    String proof = read(DOCS.resolve("proof.md"));
    Matcher layer = LAYER.matcher(page);

    while (layer.find()) {
      assertThat(proof).contains("| `" + layer.group(1) + "` |");
    }
  }

  @Test
  void eachSectionThatItLinksIsThere() {
    for (Matcher link = LINK.matcher(page); link.find(); ) {
      Path linked = DOCS.resolve(link.group(1));
      assertThat(linked).exists();
      if (link.group(2) != null) {
        assertThat(anchors(read(linked))).as(link.group()).contains(link.group(2));
      }
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
