package dev.holdfast.core.config;

import java.util.Arrays;

/** The characters between {@code [} and {@code ]} of a glob. Never matches a slash. */
final class CharClass {
  private static final int[] NONE = {};

  private int[] bounds = NONE; // first, last, first, last, ... as code points, both included
  private boolean negated;

  void negate() {
    negated = true;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  void add(char c) {
    bounds = Arrays.copyOf(bounds, bounds.length + 2);
    bounds[bounds.length - 2] = c;
    bounds[bounds.length - 1] = c;
  }

  /** Makes a range of the character added last. */
  void upTo(char last) {
    bounds[bounds.length - 1] = last;
  }

  /** The second half of the character added last: globs are char by char, names are not. */
  void completeWith(char low) {
    int last = bounds.length - 1;
    int whole = Character.toCodePoint((char) bounds[last], low);
    if (bounds[last - 1] == bounds[last]) {
      bounds[last - 1] = whole;
    }
    bounds[last] = whole;
  }

  boolean contains(int codePoint) {
    if (codePoint == '/') {
      return false;
    }
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] <= codePoint && codePoint <= bounds[i + 1]) {
        return !negated;
      }
    }
    return negated;
  }
}
