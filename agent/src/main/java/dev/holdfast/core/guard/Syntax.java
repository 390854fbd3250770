package dev.holdfast.core.guard;

import java.io.IOException;

/** How the text of one format is looked through, from its first byte to its last. For one use. */
abstract class Syntax {
  /** Deeper than this no parser follows: each level costs memory. */
  static final int LEVELS_MAX = 10_000;

  static final String TOO_DEEP = "more than " + LEVELS_MAX + " levels deep";

  /** Where and why the text is wrong, null if it isn't. May throw all that its parser does. */
  abstract String whyNotOrNull(Reading in) throws Exception;

  /** Where and why the parser gave up with {@code wrong}. */
  abstract String explain(Throwable wrong, String words) throws IOException;

  /** As {@link Format#whyNotOrNull}, of a text with at least one byte. */
  final String whyNotOrNull(Content content) throws IOException {
    try (Reading in = new Reading(content.open())) {
      try {
        return whyNotOrNull(in);
      } catch (Exception | StackOverflowError wrong) {
        in.throwIfFailed();
        String words = in.wordsOrNull();
        return explain(wrong, words == null ? wordsOf(wrong) : words);
      }
    }
  }

  /** Parsers have bugs and limits of their own; to the text that is all one. */
  private static String wordsOf(Throwable wrong) {
    String message = wrong.getMessage();
    return message == null ? wrong.getClass().getSimpleName() : firstLine(message);
  }

  static String firstLine(String message) {
    int end = message.indexOf('\n');
    return (end < 0 ? message : message.substring(0, end)).trim();
  }

  /** From 1. */
  static String at(long line, long column, String words) {
    return "line " + line + ", column " + column + ": " + words;
  }
}
