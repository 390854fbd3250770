package dev.holdfast.core.guard.flow;

import java.util.Collections;
import java.util.List;

/** Where in its method a call stands: on a normal way, or where only exceptions lead. Immutable. */
public final class Region {
  /** How a handler region ends. */
  public enum End {
    /** The exception goes on to the caller, whichever way is taken. */
    THROWS,
    /** The method may go on as if nothing had happened. */
    MAY_RETURN
  }

  /** Control gets there without an exception. */
  public static final Region NORMAL = new Region(Collections.<String>emptyList(), End.MAY_RETURN);

  private final List<String> caught;
  private final End end;

  private Region(List<String> caught, End end) {
    this.caught = caught;
    this.end = end;
  }

  static Region ofHandlers(List<String> caught, End end) {
    return new Region(Collections.unmodifiableList(caught), end);
  }

  /** Whether only exceptions lead there. */
  public boolean isHandlers() {
    return this != NORMAL;
  }

  /**
   * Types, as in sources, of handlers: of those that lead there; where the exception goes on, of
   * those further out in the method that swallow it.
   */
  public List<String> caught() {
    return caught;
  }

  public End end() {
    return end;
  }
}
