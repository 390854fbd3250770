package dev.holdfast.core.guard.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which ways a method gets from the call that opened a file to the one that closes it. */
public final class MethodFlow {
  /** Instead of an instruction: the beginning of the method. */
  public static final int ENTRY = -1;

  /** Methods larger than that are not looked at: their walks would take milliseconds. */
  private static final int LARGEST = 1 << 15;

  private final Code code;
  private final boolean[] jumpedTo;
  private final Map<Long, Region> regions = new HashMap<>();
  private Walk everywhere;
  private Walk normalFromEntry;

  public MethodFlow(Code code) {
    this.code = code;
    jumpedTo = Walk.jumpedTo(code);
  }

  /**
   * The region that the call {@code close} is in, as seen from the call {@code open}, or from
   * {@link #ENTRY} where the method was entered after the opening.
   */
  public synchronized Region region(int open, int close) {
    long key = (long) open << 32 | close;
    Region region = regions.get(key);
    if (region == null) {
      boolean known = code.isCall(close) && (open == ENTRY || code.isCall(open));
      region = known && code.length() <= LARGEST ? find(open, close) : Region.NORMAL;
      regions.put(key, region);
    }
    return region;
  }

  private Region find(int open, int close) {
    if (everywhere == null) {
      everywhere = new Walk(code, Walk.Ways.ALL, jumpedTo);
      everywhere.from(0, Locals.unknown(code.locals));
      normalFromEntry = walk(Walk.Ways.NORMAL, 0);
    }
    int start = open == ENTRY ? 0 : code.next(open);
    Walk normal = walk(Walk.Ways.NORMAL, start);
    if (normal.reaches(close)) {
      return Region.NORMAL;
    }
    Walk all = new Walk(code, Walk.Ways.ALL, jumpedTo);
    if (open != ENTRY) {
      enterHandlersOf(open, all);
    }
    all.from(start, everywhere.knownAt(start));
    if (!all.reaches(close)) {
      // Another run of the method closes what an earlier one opened.
      return open == ENTRY ? Region.NORMAL : region(ENTRY, close);
    }
    return goesOn(close, normal) ? mayReturn(close, all) : throwing(close, normal);
  }

  /** The exception may be swallowed here: which handlers does control come from? */
  private Region mayReturn(int close, Walk all) {
    List<String> caught = new ArrayList<>();
    for (Code.Handler handler : code.handlers) {
      if (all.reaches(handler.entry) && walk(Walk.Ways.NORMAL, handler.entry).reaches(close)) {
        addTypeOf(handler, caught);
      }
    }
    return Region.ofHandlers(caught, Region.End.MAY_RETURN);
  }

  /** The exception goes on: which handlers of this method can it meet that swallow it? */
  private Region throwing(int close, Walk normal) {
    List<String> caught = new ArrayList<>();
    Walk thrown = walk(Walk.Ways.THROWN_HERE, code.next(close));
    for (Code.Handler handler : code.handlers) {
      if (thrown.reaches(handler.entry) && goesOnFrom(handler.entry, normal)) {
        addTypeOf(handler, caught);
      }
    }
    return Region.ofHandlers(caught, Region.End.THROWS);
  }

  private boolean goesOn(int call, Walk normal) {
    return goesOnFrom(code.next(call), normal);
  }

  /** Whether there is a way from there back to normal ones, or out of the method. */
  private boolean goesOnFrom(int start, Walk normal) {
    Walk on = walk(Walk.Ways.NORMAL, start);
    return on.returns() || on.meets(normal) || on.meets(normalFromEntry);
  }

  /** The opening call itself may throw after the file was opened: a constructor that goes on. */
  private void enterHandlersOf(int open, Walk all) {
    for (Code.Handler handler : code.handlers) {
      if (handler.covers(open)) {
        all.from(handler.entry, everywhere.knownAt(handler.entry));
      }
    }
  }

  private static void addTypeOf(Code.Handler handler, List<String> caught) {
    if (handler.type != null && !caught.contains(handler.type)) {
      caught.add(handler.type);
    }
  }

  private Walk walk(Walk.Ways ways, int start) {
    Walk walk = new Walk(code, ways, jumpedTo);
    walk.from(start, everywhere.knownAt(start));
    return walk;
  }
}
