package dev.holdfast.core.start;

import dev.holdfast.boot.LastWords;
import dev.holdfast.core.config.Environment;
import dev.holdfast.core.observe.Observer;
import java.io.File;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes everything pass as stock, from one save to the next, while the application runs: by a
 * system property or by a file. Saves that are open go on. Each change is told.
 */
class OffSwitch implements PrivilegedAction<String> {
  /** The property, and the file's name. */
  static final String NAME = "holdfast.off";

  private final File file;
  private final Environment env;
  private final Observer observer;

  /** Why it is off, as it was told; empty: on. */
  private volatile String told = "";

  /** {@code folder}: absolute; where the file is looked for. */
  OffSwitch(String folder, Environment env, Observer observer) {
    this.file = new File(folder, NAME);
    this.env = env;
    this.observer = observer;
  }

  /** Whether saves that begin now pass as stock. Tells a change. */
  boolean isOff() {
    return !look().isEmpty();
  }

  /** Why it is off, empty: it is on. Tells a change. */
  String look() {
    String why = why();
    if (!why.equals(told)) {
      tell(why);
    }
    return why;
  }

  /** Why it is off now; empty: it is on. For {@link #why} only. */
  @Override
  public String run() {
    String property = env.propertyOrNull(NAME);
    if (property != null && !property.equals("false")) {
      return "the system property " + NAME + " is set";
    }
    // java.io: a stat, no hook of ours is on its way.
    return file.exists() ? file + " exists" : "";
  }

  private String why() {
    try {
      // With our rights: under a security manager the application may not have them.
      return AccessController.doPrivileged(this);
    } catch (SecurityException refused) {
      observer.tellOnce(
          NAME,
          "a security manager keeps Holdfast from seeing whether it is switched off: "
              + refused.getMessage()
              + "; it stays on (grant the reading of "
              + NAME
              + " and "
              + file
              + " to have the switch)");
      return "";
    }
  }

  private synchronized void tell(String why) {
    if (why.equals(told)) {
      return; // another thread was first
    }
    told = why;
    say(
        why.isEmpty()
            ? "on again, saves are protected"
            : "off since now, because " + why + "; saves are NOT protected");
  }

  /** Each change, as often as there is one. */
  void say(String line) {
    LastWords.say(line);
  }
}
