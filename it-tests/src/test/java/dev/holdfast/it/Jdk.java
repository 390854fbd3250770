package dev.holdfast.it;

import java.nio.file.Path;

/**
 * One installed JVM.
 *
 * @param feature 8, 11, 17, 21 or 25
 * @param home absolute folder that holds {@code bin/java}; null if this machine has none
 */
public record Jdk(int feature, Path home) {
  public boolean isThere() {
    return home != null;
  }

  public Path java() {
    return home.resolve("bin/java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
