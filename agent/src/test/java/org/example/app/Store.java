package org.example.app;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** An application's class: what has a package of the agent's or the JDK's is none. */
public final class Store {
  private Store() {}

  /** Opens and returns: the save goes on elsewhere. */
  public static <T> T open(Supplier<T> opener) {
    return opener.get();
  }

  /** Opens and writes. */
  public static <T> void save(Supplier<T> opener, Consumer<T> writing) {
    writing.accept(opener.get());
  }

  /** Opens by a method that returns, and writes. */
  public static <T> void saveWithOpener(Supplier<T> opener, Consumer<T> writing) {
    writing.accept(open(opener));
  }
}
