package dev.holdfast.core.start;

import java.util.Map;

/** The saves that are open, for a person: which files, and who opened them. */
final class OpenText {
  private static final int SHOWN_MAX = 10;

  private final Map<String, String> open;

  /** {@code open}: target to the place in the application that opened it. */
  OpenText(Map<String, String> open) {
    this.open = open;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(open.size()).append(open.size() == 1 ? " save is open" : " saves are open");
    int shown = 0;
    for (Map.Entry<String, String> save : open.entrySet()) {
      if (++shown > SHOWN_MAX) {
        text.append("\n  ...");
        break;
      }
      text.append("\n  ").append(save.getKey()).append(", opened at ").append(save.getValue());
    }
    return text.toString();
  }
}
