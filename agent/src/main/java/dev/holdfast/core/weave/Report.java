package dev.holdfast.core.weave;

import java.util.Collections;
import java.util.List;

/** What became of each row of the hook table on this JVM. */
public final class Report {
  private final List<String> woven;
  private final List<String> waiting;
  private final List<String> missing;

  Report(List<String> woven, List<String> waiting, List<String> missing) {
    this.woven = Collections.unmodifiableList(woven);
    this.waiting = Collections.unmodifiableList(waiting);
    this.missing = Collections.unmodifiableList(missing);
  }

  /** Hook points that are in place, as {@code class.method(descriptor)}. */
  public List<String> woven() {
    return woven;
  }

  /** Optional ones whose class is not loaded yet; woven when it is. */
  public List<String> waiting() {
    return waiting;
  }

  /** Optional ones that this JDK does not have. */
  public List<String> missing() {
    return missing;
  }
}
