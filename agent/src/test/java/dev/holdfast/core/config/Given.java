package dev.holdfast.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What a configuration is read in: maps instead of this process. */
final class Given implements Environment {
  final Map<String, String> properties = new TreeMap<>();
  final Map<String, String> variables = new TreeMap<>();
  private final String startFolder;

  Given(String startFolder) {
    this.startFolder = startFolder;
  }

  @Override
  public String propertyOrNull(String name) {
    return properties.get(name);
  }

  @Override
  public String variableOrNull(String name) {
    return variables.get(name);
  }

  @Override
  public String startFolder() {
    return startFolder;
  }

  /** A file with these lines. */
  static String file(Path folder, String... lines) {
    try {
      Path file = folder.resolve("holdfast.yaml");
      Files.write(file, Arrays.asList(lines));
      return file.toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Rules of the agent argument {@code protect=GLOBS}, for a JVM started in {@code /start}. */
  static PathRules protecting(String globs) {
    try {
      return ConfigurationReader.fromAgentArgument("protect=" + globs, new Given("/start")).paths();
    } catch (ConfigurationException wrong) {
      throw new AssertionError(wrong.getMessage(), wrong);
    }
  }
}
