package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of {@code docs/deployment}: what a test starts is what readers copy from it. */
final class DeploymentPage {
  /** Where the pages have the jar. */
  private static final String JAR = "/usr/local/lib/holdfast.jar";

  /** Where the pages have configuration files. */
  private static final String CONFIGURATIONS = "/etc/holdfast/";

  private final String name;
  private final String text;

  private DeploymentPage(String name, String text) {
    this.name = name;
    this.text = text;
  }

  static DeploymentPage of(String name) {
    Path root = Path.of(System.getProperty("holdfast.root", ".."));
    try {
      return new DeploymentPage(name, Files.readString(root.resolve("docs/deployment/" + name)));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * The text of the one block of code with {@code title} in its first line, a comment; with the
   * real jar in place of the page's, and {@code configurations} in place of its folder.
   */
  String block(String title, Path configurations) {
    Pattern blocks =
        Pattern.compile("(?ms)^```\\w+\\n(# [^\\n]*" + Pattern.quote(title) + "\\n.*?)^```");
    Matcher block = blocks.matcher(text);
    assertThat(block.find()).as("a block '%s' in %s", title, name).isTrue();
    String found = block.group(1);
    assertThat(block.find()).as("a second block '%s' in %s", title, name).isFalse();
    return found
        .replace(JAR, ChildJvm.agentJar().toString())
        .replace(CONFIGURATIONS, configurations + "/");
  }
}
