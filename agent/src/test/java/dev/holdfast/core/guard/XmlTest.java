package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
  private static final String SAMPLE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<a x='1 &amp; 2'>\n"
          + "<b/>t &lt; \u00fc &#xfc; <![CDATA[ <x> ]]><?p i?></a>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        SAMPLE,
        "<a/>",
        "\uFEFF<a/>\n",
        "<p:a q:b='c'/>",
        "<?xml version='1.1'?><a>&#1;</a>",
        "<!DOCTYPE a [<!ENTITY e 'v'><!ELEMENT a ANY>]><a b='&e;'>&e;</a>",
        "<!DOCTYPE map SYSTEM \"http://java.sun.com/dtd/preferences.dtd\"><map/>",
        "<!DOCTYPE a SYSTEM 'no:where/a.dtd'><a>&fromThere;</a>",
        "<!DOCTYPE a PUBLIC '-//X//Y' 'file:///no/such.dtd'><a/>",
      })
  void isValid(String text) {
    assertThat(whyNot(Format.XML, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a>|line 1, column |",
        "<a></b>|line 1, column 6: |\"a\"",
        "<a/><b/>|line 1, column |",
        "<a/>x|line 1, column |",
        "x|line 1, column 1: |",
        "<a b=1/>|line 1, column |\"b\"",
        "<a b='1' b='2'/>|line 1, column |\"b\"",
        "<a>&nbsp;</a>|line 1, column |nbsp",
        "<a b='&nbsp;'/>|line 1, column |nbsp",
        "<a>&</a>|line 1, column |",
        "{}|line 1, column 1: |",
        "<!-- x -->|line 1, column |",
        "<a>]]></a>|line 1, column |",
      })
  void isNot(String text, String place, String words) {
    assertThat(whyNot(Format.XML, text))
        .startsWith(place)
        .contains(words == null ? "" : words)
        .doesNotContain("ParseError")
        .doesNotContain("\n");
  }

  @Test
  void linesAreCounted() {
    assertThat(whyNot(Format.XML, "<a>\n  <b>\n  </c>\n</a>")).startsWith("line 3, column 5: ");
  }

  @Test
  void everyCutIsSeen() {
    Bytes whole = Bytes.of(SAMPLE, UTF_8);
    assertThat(whyNot(Format.XML, whole)).isNull();
    for (int length = 0; length < whole.size(); length++) {
      assertThat(whyNot(Format.XML, whole.cutTo(length))).as("cut to %s", length).isNotNull();
    }
  }

  @Test
  void theEncodingIsTheDocuments() {
    assertThat(whyNot(Format.XML, Bytes.of("<a>\u00fc</a>", UTF_16))).isNull();
    String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00fc</a>";
    assertThat(whyNot(Format.XML, Bytes.of(latin, ISO_8859_1))).isNull();
    assertThat(whyNot(Format.XML, Bytes.of("<a>\u00fc</a>", ISO_8859_1))).startsWith("line 1");
    assertThat(whyNot(Format.XML, "\0\0\0\0\0\0")).startsWith("line 1, column ");
    assertThat(whyNot(Format.XML, "<a/>\0")).startsWith("line 1, column ");
  }

  @Test
  void whatJavaItselfWritesIsValid() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    properties.storeToXML(out, "comment");
    assertThat(whyNot(Format.XML, out.toString(UTF_8))).isNull();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void nothingIsFetched(@TempDir Path folder) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      // A pipe: whoever opened it to read would wait for ever.
      Path secret = folder.resolve("pipe");
      assertThat(Sh.run("mkfifo " + secret)).isZero();
      for (String id : new String[] {url, secret.toUri().toString()}) {
        assertThat(whyNot(Format.XML, "<!DOCTYPE a [<!ENTITY x SYSTEM '" + id + "'>]><a>&x;</a>"))
            .isNull();
        assertThat(
                whyNot(
                    Format.XML, "<!DOCTYPE a [<!ENTITY % x SYSTEM '" + id + "'> %x;]><a>&y;</a>"))
            .isNull();
        assertThat(whyNot(Format.XML, "<!DOCTYPE a SYSTEM '" + id + "'><a/>")).isNull();
      }
      assertThat(Accepted.by(server)).isFalse();
    }
  }

  @Test
  void aBombOfEntitiesStaysSmall() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'lol'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY e").append(i).append(" '");
      bomb.append(("&e" + (i - 1) + ";").repeat(10)).append("'>");
    }
    assertThat(whyNot(Format.XML, bomb + "]><a>&e29;</a>")).isNull();
    assertThat(whyNot(Format.XML, bomb + "]><a b='&e29;'/>")).startsWith("line 1, column ");
  }

  @Test
  void nestingIsGenerousAndHasAnEnd() {
    assertThat(whyNot(Format.XML, "<a>".repeat(10_000) + "</a>".repeat(10_000))).isNull();
    assertThat(whyNot(Format.XML, "<a>".repeat(10_001) + "</a>".repeat(10_001)))
        .isEqualTo("line 1, column 30004: more than 10000 levels deep");
    StringBuilder wide = new StringBuilder("<a");
    for (int i = 0; i < 9_000; i++) {
      wide.append(" a").append(i).append("=''");
    }
    assertThat(whyNot(Format.XML, wide + "/>")).isNull();
  }

  @Test
  void longPiecesAreValidUpToALimit() {
    assertThat(whyNot(Format.XML, "<a>" + "x".repeat(20_000_000) + "</a>")).isNull();
    assertThat(whyNot(Format.XML, "<a b='" + "x".repeat(2_000_000) + "'/>")).isNull();
    assertThat(whyNot(Format.XML, "<a><![CDATA[" + "x".repeat(20_000_000) + "]]></a>")).isNull();
    assertThat(whyNot(Format.XML, "<a><!--" + "x".repeat(20_000_000) + "--></a>"))
        .startsWith("line 1, column ")
        .endsWith(": a piece of more than 4 MB");
  }

  /** What an application puts there is its own affair. */
  @Test
  void thePropertyThatNamesAParserIsNotAsked() {
    String property = "javax.xml.stream.XMLInputFactory";
    System.setProperty(property, "no.such.Factory");
    try {
      assertThat(whyNot(Format.XML, SAMPLE)).isNull();
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void thisJvmHasAParser() {
    assertThat(Format.XML.whyNotHereOrNull()).isNull();
    assertThat(Format.JSON.whyNotHereOrNull()).isNull();
  }

  private static final class Sh {
    static int run(String command) throws IOException {
      try {
        return new ProcessBuilder("sh", "-c", command).start().waitFor();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
  }

  private static final class Accepted {
    static boolean by(ServerSocket server) throws IOException {
      try {
        server.accept().close();
        return true;
      } catch (java.net.SocketTimeoutException nobody) {
        return false;
      }
    }
  }
}
