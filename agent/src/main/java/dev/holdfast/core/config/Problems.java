package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one configuration: collected, so that one start tells all. */
final class Problems {
  private static final int MOST = 10;

  private final SourceText source;
  private final List<String> messages = new ArrayList<>();
  private final List<Integer> indices = new ArrayList<>();
  private int untold;
  private StartFailure onStartFailure = StartFailure.HALT;

  Problems(SourceText source) {
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  /** What the configuration wants if it cannot be used. */
  void onStartFailure(StartFailure wanted) {
    onStartFailure = wanted;
  }

  /**
   * @param index of the character in the source that is wrong
   * @param remedy lines that say what is allowed; may be empty
   */
  void add(int index, String what, String... remedy) {
    if (messages.size() == MOST) {
      untold++;
      return;
    }
    StringBuilder message = new StringBuilder(source.pointAt(index, what));
    for (String line : remedy) {
      if (!line.isEmpty()) {
        message.append("\n  ").append(line);
      }
    }
    int place = messages.size();
    while (place > 0 && indices.get(place - 1) > index) {
      place--;
    }
    messages.add(place, message.toString());
    indices.add(place, index);
  }

  /** Throws what was added, in the order of the text; returns if that is nothing. */
  void throwIfAny() throws ConfigurationException {
    if (messages.isEmpty()) {
      return;
    }
    StringBuilder all = new StringBuilder();
    for (String message : messages) {
      all.append(all.length() == 0 ? "" : "\n\n").append(message);
    }
    if (untold > 0) {
      all.append("\n\nand ").append(untold).append(" more");
    }
    throw new ConfigurationException(all.toString(), onStartFailure);
  }
}
