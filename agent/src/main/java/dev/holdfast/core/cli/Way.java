package dev.holdfast.core.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.nio.file.Files;
import java.util.Arrays;

/** One way in which applications save a whole file. */
final class Way {
  /** By which event a protected save shows. */
  enum Kind {
    /** Written beside and published. */
    SAVE,
    /** The application's own temporary file, renamed. */
    REPLACEMENT
  }

  /** Saves {@code text} (ASCII) as {@code target}, as an application would. */
  interface Saving {
    void save(File target, String text) throws Exception;
  }

  /** Whether {@code target} holds {@code text}, all of it and nothing else. */
  interface Holding {
    boolean holds(File target, String text) throws Exception;
  }

  private final String name;
  private final Kind kind;
  private final Saving saving;
  private final Holding holding;

  private Way(String name, Kind kind, Saving saving, Holding holding) {
    this.name = name;
    this.kind = kind;
    this.saving = saving;
    this.holding = holding;
  }

  /** A save that leaves just the text's bytes. */
  static Way save(String name, Saving saving) {
    return new Way(name, Kind.SAVE, saving, Way::holdsBytes);
  }

  static Way replacement(String name, Saving saving) {
    return new Way(name, Kind.REPLACEMENT, saving, Way::holdsBytes);
  }

  /** The same save in a format of its own. */
  Way readBy(Holding other) {
    return new Way(name, kind, saving, other);
  }

  /** As a Java programmer knows it. */
  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  void save(File target, String text) throws Exception {
    saving.save(target, text);
  }

  boolean holds(File target, String text) throws Exception {
    return holding.holds(target, text);
  }

  @Override
  public String toString() {
    return name;
  }

  private static boolean holdsBytes(File target, String text) throws Exception {
    return Arrays.equals(Files.readAllBytes(target.toPath()), text.getBytes(US_ASCII));
  }
}
