package dev.holdfast.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  private static final String[] GLOB_PIECES = {
    "a",
    "b",
    "ab",
    ".",
    "/",
    "/",
    "*",
    "**",
    "?",
    "[ab]",
    "[!a]",
    "[a-c]",
    "[^a]",
    "[-a]",
    "[!-a]",
    "[a-]",
    "[&&a]",
    "{a,b}",
    "{,a}",
    "{a/b,*}",
    "{**,b}",
    "{}",
    "\\*",
    "\\a",
    "\\{",
    "^",
    "$",
    "(",
    "+",
    "|",
    "\uD83D\uDE00",
    "[\uD83D\uDE00]",
    "[a-\uD83D\uDE00]",
    ",",
    "}",
    "]",
    "\n",
    "-",
    "!"
  };
  private static final String WRONG_PIECES = "[]{}\\-!^,*?/ab&";
  private static final String[] PATH_PIECES = {
    "\uD83C\uDF00",
    "\uE000",
    "a",
    "b",
    "c",
    "ab",
    ".",
    "/",
    "/",
    "*",
    "^",
    "$",
    "-",
    "&",
    "\uD83D\uDE00",
    "\n",
    "{",
    "}",
    ",",
    "]",
    "(",
    "!"
  };

  private final long seed = Long.getLong("holdfast.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private String some(String[] pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  /** As the JDK would have the path: absolute, no empty segments. */
  private String somePath() {
    return PathText.normalised("/" + some(PATH_PIECES, 10));
  }

  @Test
  void matchesWhatTheJdkMatches() throws GlobSyntaxException {
    System.out.println("seed " + seed);
    int matched = 0;
    int compared = 0;
    for (int i = 0; i < 10_000; i++) {
      String text = "/" + some(GLOB_PIECES, 7);
      PathMatcher jdk = FileSystems.getDefault().getPathMatcher("glob:" + text);
      Glob glob = compiledOrNull(text);
      if (glob == null) {
        continue;
      }
      for (int j = 0; j < 10; j++) {
        String path = somePath();
        boolean expected = jdk.matches(Path.of(path));
        compared++;
        matched += expected ? 1 : 0;
        assertThat(glob.matches(path))
            .as("seed %s, glob %s, path %s", seed, text, path)
            .isEqualTo(expected);
        int cut = random.nextInt(path.length() + 1);
        assertThat(glob.matches(path.substring(0, cut), path.substring(cut) + "/", path.length()))
            .as("seed %s, glob %s, path %s cut at %s", seed, text, path, cut)
            .isEqualTo(expected);
      }
    }
    assertThat(matched).as("of %s, seed %s", compared, seed).isGreaterThan(1_000);
  }

  /** Null if the glob can match no normalised path; the JDK would keep it. */
  private static Glob compiledOrNull(String text) throws GlobSyntaxException {
    boolean uneven = PathText.isUneven(text) || text.endsWith("/");
    return uneven ? null : Glob.protecting(text, "/");
  }

  @Test
  void longGlobsMatchWhatTheJdkMatches() throws GlobSyntaxException {
    System.out.println("seed " + seed);
    int matched = 0;
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("/*");
      while (text.length() < 140) {
        text.append("/a*{b,**/c}").append(some(new String[] {"a", "b", "?", "*", "/b"}, 6));
      }
      PathMatcher jdk = FileSystems.getDefault().getPathMatcher("glob:" + text);
      Glob glob = Glob.protecting(text.toString(), "/");
      for (int j = 0; j < 20; j++) {
        String path = exampleOf(text.toString());
        boolean expected = jdk.matches(Path.of(path));
        matched += expected ? 1 : 0;
        assertThat(glob.matches(path))
            .as("seed %s, glob %s, path %s", seed, text, path)
            .isEqualTo(expected);
      }
    }
    assertThat(matched).as("seed %s", seed).isGreaterThan(300).isLessThan(5_700);
  }

  /** A path that nearly or really matches. */
  private String exampleOf(String glob) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '{') {
        path.append(random.nextBoolean() ? "b" : "x/c");
        i = glob.indexOf('}', i);
      } else if (c == '*') {
        path.append(random.nextInt(60) == 0 ? "/" : "b");
      } else {
        path.append(c == '?' ? 'a' : c);
      }
    }
    return PathText.normalised(path.toString());
  }

  @Test
  void refusesWhatTheJdkRefusesAtTheSamePlaceWithTheSameWords() {
    System.out.println("seed " + seed);
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 1 + random.nextInt(8); j > 0; j--) {
        text.append(WRONG_PIECES.charAt(random.nextInt(WRONG_PIECES.length())));
      }
      String glob = text.toString();
      PatternSyntaxException jdk = null;
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (PatternSyntaxException wrong) {
        jdk = wrong;
      }
      GlobSyntaxException ours = null;
      try {
        GlobParser.parse(glob);
      } catch (GlobSyntaxException wrong) {
        ours = wrong;
      }
      boolean garbled = ours != null && isStricter(glob, ours);
      if (jdk != null && jdk.getPattern().equals(glob)) {
        refused++;
        assertThat(ours).as("seed %s, glob %s: %s", seed, glob, jdk.getMessage()).isNotNull();
        if (!garbled) {
          assertThat(ours).as("seed %s, glob %s", seed, glob).hasMessage(jdk.getDescription());
          assertThat(ours.index).as("seed %s, glob %s", seed, glob).isEqualTo(jdk.getIndex());
        }
      } else if (jdk != null) {
        assertThat(ours).as("seed %s, glob %s: %s", seed, glob, jdk.getMessage()).isNotNull();
      } else {
        assertThat(ours == null || garbled).as("seed %s, glob %s: %s", seed, glob, ours).isTrue();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  /** What GlobParser's Javadoc says it refuses beyond the JDK. */
  private static boolean isStricter(String glob, GlobSyntaxException ours) {
    return ours.getMessage().equals("Empty character class")
        || (ours.getMessage().equals("Invalid range")
            && (glob.startsWith("[", ours.index + 2) || glob.startsWith("\\", ours.index + 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "/**a**a**a**a**a**a**a**a**a**a**b"})
  void neverExplodes(String text) throws GlobSyntaxException {
    Glob glob = Glob.protecting(text, "/");
    String path = "/" + new String(new char[4_000]).replace('\0', 'a');
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 20; i++) {
            assertThat(glob.matches(path)).isFalse();
            assertThat(glob.matches(path + "c")).isFalse();
            assertThat(glob.matches(path + "b")).isTrue();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "conf/*.json, /home/me/conf/a.json",
    "./conf/../*.json, /home/me/a.json",
    "../x/*.json, /home/x/a.json",
    "//srv///data/./*.json, /srv/data/a.json",
    "/srv/a/../*.json, /srv/a.json",
    "/../*.json, /a.json",
    "**/*.json, /home/me/x/y.json",
    "'{a,b/c}/*.json', /home/me/b/c/d.json"
  })
  void relativeGlobsStartAtTheFolderAndAreNormalised(String text, String path)
      throws GlobSyntaxException {
    Glob glob = Glob.protecting(text, "/home/me");
    assertThat(glob.matches(path)).isTrue();
    assertThat(glob.matches(path + "x")).isFalse();
    assertThat(glob).hasToString(text);
  }

  @Test
  void theFolderIsNoPattern() throws GlobSyntaxException {
    Glob glob = Glob.protecting("*.json", "/home/{me,you}/[x]*");
    assertThat(glob.matches("/home/{me,you}/[x]*/a.json")).isTrue();
    assertThat(glob.matches("/home/me/xy/a.json")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/data/, 9, a glob that ends in '/' matches no file",
    "~/x, 0, '~' is not the home folder here",
    "/*/../x, 3, '..' behind a wildcard",
    "'{/a,/b}/x', 0, an alternative that starts with '/'",
    "/, 0, a glob that ends in '/' matches no file",
    "/a/.., 0, 'this is the root folder, and globs are of files'",
    "'', 0, an empty glob matches nothing"
  })
  void refusesWhatCanMatchNoFile(String text, int index, String reason) {
    assertThatThrownBy(() -> Glob.protecting(text, "/home/me"))
        .isInstanceOfSatisfying(
            GlobSyntaxException.class, wrong -> assertThat(wrong.index).isEqualTo(index))
        .hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/data/a.json, /srv/data",
    "/srv/data/*.json, /srv/data",
    "/srv/data-*/*.json, /srv and 1 below",
    "/srv/data/*/x/*.json, /srv/data and 2 below",
    "/srv/data/**, /srv/data and below",
    "/srv/data/**.json, /srv/data and below",
    "'/srv/{a,b/c,d}/e', /srv and 2 below",
    "'/srv/{a,b}', /srv",
    "/*.json, /",
    "/**, / and below"
  })
  void knowsWhereItsTargetsAre(String text, String root) throws GlobSyntaxException {
    assertThat(Glob.protecting(text, "/").root()).hasToString(root);
  }
}
