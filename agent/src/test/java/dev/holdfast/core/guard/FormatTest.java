package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE"})
  void noBytesAreNeverValid(Format format) {
    assertThat(whyNot(format, "")).isEqualTo("it is empty");
  }

  @Test
  void noneAndNonEmptyTakeAllElse() {
    assertThat(whyNot(Format.NONE, "")).isNull();
    assertThat(whyNot(Format.NON_EMPTY, "\0")).isNull();
  }

  /** A disk that fails is no reason to call the bytes wrong; whatever the parser makes of it. */
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSON", "XML", "YAML", "PROPERTIES"})
  void aReadThatFailsIsThrownAsItIs(Format format) {
    IOException failure = new IOException("disk");
    for (int good : new int[] {0, 3, 20_000}) {
      Content content = new Failing(good, failure);
      assertThatThrownBy(() -> format.whyNotOrNull(content)).isSameAs(failure);
    }
  }

  private static final class Failing implements Content {
    private final int good;
    private final IOException failure;

    Failing(int good, IOException failure) {
      this.good = good;
      this.failure = failure;
    }

    @Override
    public InputStream open() {
      return new InputStream() {
        private int left = good;

        @Override
        public int read() throws IOException {
          if (left-- == 0) {
            throw failure;
          }
          return ' '; // of which no parser says yet that it is wrong
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          buffer[offset] = (byte) read();
          return 1;
        }
      };
    }

    @Override
    public long size() {
      return good + 1L;
    }

    @Override
    public String path() {
      return "/none";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,''",
    "NON_EMPTY,''",
    "PROPERTIES,dev.holdfast.core.guard.PropertiesSyntax",
    "ZIP,dev.holdfast.core.guard.ZipEntries",
    "JSON,com.fasterxml.jackson.core.JsonFactory",
    "XML,dev.holdfast.core.guard.XmlFactory",
    "YAML,org.snakeyaml.engine.v2.parser.ParserImpl"
  })
  void aParserIsLoadedByTheFirstThatNeedsIt(String format, String needed) throws Exception {
    try (Recording loader = Recording.ofTheClassPath()) {
      Class<?> formats = loader.loadClass(Format.class.getName());
      Class<?> contents = loader.loadClass(Content.class.getName());
      Bytes bytes = Bytes.of("{\"a\": 1}", StandardCharsets.UTF_8);
      Path file = Files.createTempFile("content", "");
      InvocationHandler content =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "open" -> bytes.open();
                case "size" -> bytes.size();
                default -> file.toString();
              };
      Object asked = Proxy.newProxyInstance(loader, new Class<?>[] {contents}, content);
      Object constant = formats.getField(format).get(null);
      formats.getMethod("whyNotOrNull", contents).invoke(constant, asked);
      Files.delete(file);

      assertThat(loader.parsers())
          .as("loaded by %s", format)
          .allMatch(name -> !needed.isEmpty() && isOf(needed, name));
      if (!needed.isEmpty()) {
        assertThat(loader.parsers()).contains(needed);
      }
    }
  }

  /** Of the library that {@code needed} is of, or the class of ours that uses it. */
  private static boolean isOf(String needed, String loaded) {
    String library = needed.startsWith("dev.holdfast.") ? needed : needed.substring(0, 13);
    return loaded.startsWith(library)
        || loaded.startsWith("dev.holdfast.core.guard.Syntax")
        || loaded.startsWith("dev.holdfast.core.guard.Reading")
        || (loaded.matches(".*Syntax(\\$1)?") && !needed.startsWith("dev.holdfast."))
        || (loaded.endsWith("XmlSyntax") && needed.endsWith("XmlFactory"));
  }

  /** Knows which classes it was asked for. */
  private static final class Recording extends URLClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    private Recording(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    static Recording ofTheClassPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return new Recording(urls.toArray(new URL[0]));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      loaded.add(name);
      return found;
    }

    /** All but the two that are always there. */
    Set<String> parsers() {
      Set<String> parsers = new TreeSet<>(loaded);
      parsers.removeIf(name -> name.matches(".*\\.guard\\.(Format(\\$.*)?|Content)"));
      return parsers;
    }
  }
}
