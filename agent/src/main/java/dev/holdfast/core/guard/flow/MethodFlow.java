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

  /** What the handlers around {@code call} catch, as in Java sources; without those for all. */
  public List<String> caughtAt(int call) {
    List<String> caught = new ArrayList<>();
    for (Code.Handler handler : code.handlers) {
      if (handler.covers(call)) {
        addTypeOf(handler, caught);
      }
    }
    return caught;
  }

  private Region find(int open, int close) {
    if (everywhere == null) {
      everywhere = new Walk(code, Walk.Ways.ALL, jumpedTo);
      everywhere.from(0, Locals.unknown(code.locals));
    }
    if (afterOpen(Walk.Ways.NORMAL, open).reaches(close)) {
      return Region.NORMAL;
    }
    if (!afterOpen(Walk.Ways.ALL, open).reaches(close)) {
      // The call that opened has thrown, or another run of the method closes what one opened.
      return open == ENTRY ? Region.NORMAL : region(ENTRY, close);
    }
    return goesOn(after(Walk.Ways.NORMAL, close), open) ? mayReturn(close) : throwing(open, close);
  }

  /** The exception may be swallowed here: which handlers does control come from? */
  private Region mayReturn(int close) {
    List<String> caught = new ArrayList<>();
    for (Code.Handler handler : code.handlers) {
      if (from(Walk.Ways.NORMAL, handler.entry).reaches(close)) {
        addTypeOf(handler, caught);
      }
    }
    return Region.ofHandlers(caught, Region.End.MAY_RETURN);
  }

  /** The exception goes on: which handlers of this method can it meet that swallow it? */
  private Region throwing(int open, int close) {
    List<String> caught = new ArrayList<>();
    Walk thrown = after(Walk.Ways.THROWN_HERE, close);
    for (Code.Handler handler : code.handlers) {
      if (thrown.reaches(handler.entry) && goesOn(from(Walk.Ways.NORMAL, handler.entry), open)) {
        addTypeOf(handler, caught);
      }
    }
    return Region.ofHandlers(caught, Region.End.THROWS);
  }

  /** Whether a walk has a way that ends without a throw, or begins another round. */
  private static boolean goesOn(Walk on, int open) {
    return on.returns() || !on.throwsOut() || (open != ENTRY && on.reaches(open));
  }

  private static void addTypeOf(Code.Handler handler, List<String> caught) {
    if (handler.type != null && !caught.contains(handler.type)) {
      caught.add(handler.type);
    }
  }

  private Walk afterOpen(Walk.Ways ways, int open) {
    return open == ENTRY ? from(ways, 0) : after(ways, open);
  }

  /** A call changes no local: what is known before it is known after it. */
  private Walk after(Walk.Ways ways, int call) {
    Walk walk = new Walk(code, ways, jumpedTo);
    walk.from(code.next(call), everywhere.knownAt(call));
    return walk;
  }

  private Walk from(Walk.Ways ways, int start) {
    Walk walk = new Walk(code, ways, jumpedTo);
    walk.from(start, everywhere.knownAt(start));
    return walk;
  }
}
