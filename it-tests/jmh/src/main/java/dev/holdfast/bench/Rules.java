package dev.holdfast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of every measurement: a YAML file with one rule. */
final class Rules {
  private Rules() {}

  /** Protects everything below {@code targets}; returns the file, which is in {@code folder}. */
  static Path write(Path folder, Path targets) throws IOException {
    String yaml = "holdfast: 1\nquiet: true\nrules:\n  - paths: [\"" + targets + "/**\"]\n";
    return Files.write(folder.resolve("holdfast.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
  }
}
