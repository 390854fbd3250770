package dev.holdfast.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files far larger than the heap, and single pieces that are. */
class FormatMemoryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "JSON; [\"; a string of any length ; 100; \"]; null",
        "JSON; {; \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6-#\": {\"a\": [1, true]},\\n; 60; \"\":0}; null",
        "JSON; [; 7; 200; ]; line 1, column",
        "JSON; {\"; a key of any length ; 200; \": 1}; line 1, column",
        "JSON; [; [; 100; ]; line 1, column",
        "XML; <a>; text of any length\\n; 100; </a>; null",
        "XML; <a>; <b c='d#'>e</b>\\n; 40; </a>; null",
        "XML; <a>; <!-- a comment --><?x y?>\\n; 60; </a>; null",
        "XML; <a><![CDATA[; text of any length\\n; 80; ]]></a>; null",
        "XML; <a><!--; text of any length\\n; 200; --></a>; line ",
        "XML; <a b='; text of any length\\n; 200; '/>; line ",
        "XML; <; name; 200; />; line ",
        "XML; <a>; <a>; 200; </a>; line 1, column 30004",
        "YAML; a:\\n; - {b: c, d: [e]}\\n; 8; - x\\n; null",
        "YAML; a:\\n; - &anchor-# b\\n; 10; - x\\n; null",
        "YAML; a: |\\n;   text of any length\\n; 24; \\n; line ",
        "YAML; a: ; text of any length ; 24; \\n; line ",
        "YAML; #; comment of any length ; 24; \\n; line ",
        "PROPERTIES; a=; text of any length ; 100; \\n; null",
      })
  void takesLittleMemory(
      String format, String start, String middle, int megabytes, String end, String why)
      throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Flood.class.getName(),
                format,
                start,
                middle,
                "" + megabytes,
                end)
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).startsWith(why);
  }
}
