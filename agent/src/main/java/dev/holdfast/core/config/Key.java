package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The keys of format 1: the one table that the parser, its messages and docs/configuration.md read
 * from. To support a value that waits for its feature, take it out of {@code later} and say what
 * the key means when it's {@link #absent}; nothing else.
 */
enum Key {
  HOLDFAST("holdfast", Place.FILE, "", words("1"), later(), "Format version, required."),
  MODE(
      "mode",
      Place.FILE,
      "protect",
      words("protect", "observe", "off"),
      later("observe"),
      "What the agent does; off: nothing at all."),
  ON_START_FAILURE(
      "on-start-failure",
      Place.FILE,
      "halt",
      words("halt", "continue"),
      later(),
      "When Holdfast cannot start: end the JVM with status 78, or run unprotected."),
  QUIET(
      "quiet",
      Place.FILE,
      "false",
      words("false", "true"),
      later(),
      "Drops the line that says 'active'."),
  RELOAD(
      "reload",
      Place.FILE,
      "manual",
      words("manual", "auto"),
      later(),
      "When this file is read again: by the command 'reload', or also when it has changed."),
  JMX(
      "jmx",
      Place.FILE,
      "auto",
      words("auto", "on", "off"),
      later(),
      "The MBean; auto: where the application uses the platform's MBean server."),
  LOG(
      "log",
      Place.FILE,
      "off",
      words("off", "PATH", "{file: PATH, limit: SIZE, keep: N}"),
      later(),
      "What Holdfast says goes to that file, too; relative paths start at this file's folder."),
  STATE_FOLDER(
      "state-folder",
      Place.FILE,
      "auto",
      words("auto", "PATH"),
      later(),
      "For shadow copies and journals of files in folders that can't be written to."),
  DEFAULTS(
      "defaults",
      Place.FILE,
      "{}",
      words(),
      later(),
      "Rule keys that every rule starts from; not name, paths, exclude."),
  RULES(
      "rules",
      Place.FILE,
      "",
      words(),
      later(),
      "List of rules, required; the last that matches a path wins."),
  NAME("name", Place.RULE, "rule N", words(), later(), "Used in messages."),
  PATHS(
      "paths",
      Place.RULE,
      "",
      words(),
      later(),
      "List of globs, required: the files to protect. Relative ones start at this file's folder."),
  EXCLUDE(
      "exclude",
      Place.RULE,
      "[]",
      words(),
      later(),
      "List of globs: what the rule leaves out. One that begins with ** matches in every folder."),
  SURVIVE(
      "survive",
      Place.RULE_OR_DEFAULTS,
      "power-loss",
      words("power-loss", "process-crash"),
      later(),
      "What a finished save outlives; process-crash: atomic, not forced to disk."),
  ON_EXCEPTION(
      "on-exception",
      Place.RULE_OR_DEFAULTS,
      "discard",
      words("discard", "commit"),
      later(),
      "What becomes of a save that an exception abandoned; discard: the old version stays."),
  END_OF_INPUT(
      "end-of-input",
      Place.RULE_OR_DEFAULTS,
      "[java.io.EOFException, ...]",
      words(),
      later(),
      "Exceptions that end a loop in peace: a save they end is published."),
  ON_EXIT(
      "on-exit",
      Place.RULE_OR_DEFAULTS,
      "auto",
      words("auto", "commit", "discard"),
      later(),
      "What becomes of a save still open when the JVM exits."),
  APPEND(
      "append",
      Place.RULE_OR_DEFAULTS,
      "sync",
      words("sync", "atomic", "passthrough"),
      later(),
      "Opened to append; sync: forced when closed; atomic: each write is durable and whole."),
  IN_PLACE(
      "in-place",
      Place.RULE_OR_DEFAULTS,
      "sync",
      words("sync", "shadow", "passthrough"),
      later(),
      "RandomAccessFile \"rw\" and channels that don't truncate; sync: forced when closed."),
  RENAME(
      "rename",
      Place.RULE_OR_DEFAULTS,
      "harden",
      words("harden", "passthrough"),
      later(),
      "The application's own temporary file + rename."),
  FALLBACK(
      "fallback",
      Place.RULE_OR_DEFAULTS,
      "journal",
      words("journal", "in-place", "refuse"),
      later(),
      "How to save where an atomic replace is impossible."),
  SHRINK_GUARD(
      "shrink-guard",
      Place.RULE_OR_DEFAULTS,
      "off",
      words("off", "{above: SIZE, below: FRACTION}"),
      later(),
      "Refuses to overwrite big with tiny, as in {above: 200KB, below: 1/16}."),
  VALIDATE(
      "validate",
      Place.RULE_OR_DEFAULTS,
      "none",
      words("none", "non-empty", "json", "xml", "yaml", "properties", "zip"),
      later(),
      "What the bytes must be to be published."),
  KEEP_PREVIOUS(
      "keep-previous",
      Place.RULE_OR_DEFAULTS,
      "0",
      words("0", "1 to 1000"),
      later(),
      "How many earlier versions to keep beside the target.");

  /** Where a key may stand. */
  enum Place {
    FILE("at the top level of the file"),
    RULE("in a rule"),
    RULE_OR_DEFAULTS("in a rule or under 'defaults'");

    final String words;

    Place(String words) {
      this.words = words;
    }
  }

  /** The version of Holdfast that all of this table describes. */
  static final String SINCE = "0.1";

  private static final Key[] ALL = values();

  final String text;
  final Place place;

  /** What the key means when it isn't there; empty: it must be. */
  final String absent;

  /** What may be written, if that is a list of words; else empty. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  final List<String> words;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> later;

  /** One line for a person. */
  final String summary;

  Key(String text, Place place, String absent, String[] words, String[] later, String summary) {
    this.text = text;
    this.place = place;
    this.absent = absent;
    this.words = Collections.unmodifiableList(Arrays.asList(words));
    this.later = Arrays.asList(later);
    this.summary = summary;
  }

  private static String[] words(String... words) {
    return words;
  }

  private static String[] later(String... words) {
    return words;
  }

  /** Legal, but its feature comes with a later version. */
  boolean isLater(String word) {
    return later.contains(word);
  }

  /** Those of {@link #words} that this version does. */
  List<String> wordsNow() {
    List<String> now = new ArrayList<>(words);
    now.removeAll(later);
    return now;
  }

  /** The version that has the key, with the values of {@link #wordsNow}. */
  String since() {
    return SINCE;
  }

  boolean mayStand(Place where) {
    return place == where || (place == Place.RULE_OR_DEFAULTS && where == Place.RULE);
  }

  static Key forTextOrNull(String text) {
    for (Key key : ALL) {
      if (key.text.equals(text)) {
        return key;
      }
    }
    return null;
  }

  /** The texts of the keys that may stand there, in the order of the table. */
  static List<String> textsAt(Place where) {
    List<String> texts = new ArrayList<>();
    for (Key key : ALL) {
      if (key.mayStand(where)) {
        texts.add(key.text);
      }
    }
    return Collections.unmodifiableList(texts);
  }
}
