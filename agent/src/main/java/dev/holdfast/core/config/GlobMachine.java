package dev.holdfast.core.config;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Matches what follows a glob's literal beginning, in time proportional to the path's length
 * whatever the glob.
 *
 * <p>Method: all ways to match are walked at once. A state is a token still to be consumed, a set
 * of states a bit set; {@link #before} and {@link #after} say which tokens can come next, groups
 * and empty stars seen through. The state behind the last token accepts. No backtracking, so
 * nothing can explode; no allocation, so any thread may ask at any time.
 */
final class GlobMachine {
  private final GlobToken[] tokens;
  private final int words;

  /** The states that state s stands for before anything is consumed: words [s * words, ...). */
  private final long[] before;

  /** The states that follow once token s has consumed a character. */
  private final long[] after;

  /** For globs of more than 63 tokens: two sets, null while somebody uses them. */
  private final AtomicReference<long[]> spareOrNull;

  GlobMachine(List<GlobToken> tokens) {
    this.tokens = tokens.toArray(new GlobToken[0]);
    int accept = this.tokens.length;
    this.words = (accept >> 6) + 1;
    this.before = new long[(accept + 1) * words];
    this.after = new long[accept * words];
    this.spareOrNull = words > 1 ? new AtomicReference<>() : null;
    connect(accept);
  }

  /** From right to left, so that all that can come next is known already. */
  private void connect(int accept) {
    add(before, accept, accept);
    int behindGroup = accept;
    for (int state = accept - 1; state >= 0; state--) {
      switch (tokens[state].kind) {
        case CLOSE:
          behindGroup = state + 1;
          join(before, state, behindGroup);
          break;
        case OR:
          // To a token left of it, it's the end of an alternative; to the group, a beginning.
          join(before, state, behindGroup);
          break;
        case OPEN:
          join(before, state, state + 1);
          for (int i = state + 1; tokens[i].kind != GlobToken.Kind.CLOSE; i++) {
            if (tokens[i].kind == GlobToken.Kind.OR) {
              join(before, state, i + 1);
            }
          }
          break;
        default:
          add(before, state, state);
          if (tokens[state].repeats()) {
            join(before, state, state + 1);
            System.arraycopy(before, state * words, after, state * words, words);
          } else {
            System.arraycopy(before, (state + 1) * words, after, state * words, words);
          }
      }
    }
  }

  private void add(long[] sets, int set, int state) {
    sets[set * words + (state >> 6)] |= 1L << state;
  }

  private void join(long[] sets, int set, int from) {
    for (int w = 0; w < words; w++) {
      sets[set * words + w] |= before[from * words + w];
    }
  }

  /** Whether {@code head + path}, from index {@code from} to {@code end}, is matched whole. */
  boolean matches(String head, String path, int from, int end) {
    if (words > 1) {
      return matchesLong(head, path, from, end);
    }
    int offset = head.length();
    long states = before[0];
    for (int i = from; i < end && states != 0; ) {
      int c = codePointAt(head, path, offset, i, end);
      i += Character.charCount(c);
      states = step(states, c);
    }
    return states >>> tokens.length != 0; // the highest state accepts
  }

  /** The one-word step: where {@code states} are after {@code c}. */
  private long step(long states, int c) {
    long next = 0;
    for (long left = states; left != 0; left &= left - 1) {
      int state = Long.numberOfTrailingZeros(left);
      if (state < tokens.length && tokens[state].takes(c)) {
        next |= after[state];
      }
    }
    return next;
  }

  private boolean matchesLong(String head, String path, int from, int end) {
    long[] sets = spareOrNull.getAndSet(null);
    if (sets == null) {
      sets = new long[2 * words];
    }
    int current = 0;
    System.arraycopy(before, 0, sets, current, words);
    for (int i = from; i < end; ) {
      int c = codePointAt(head, path, head.length(), i, end);
      i += Character.charCount(c);
      int next = words - current;
      if (!stepLong(sets, current, next, c)) {
        spareOrNull.set(sets);
        return false;
      }
      current = next;
    }
    boolean accepted = (sets[current + words - 1] >>> tokens.length) != 0;
    spareOrNull.set(sets);
    return accepted;
  }

  /** Whether any state is left in the set at {@code next}. */
  private boolean stepLong(long[] sets, int current, int next, int c) {
    for (int w = 0; w < words; w++) {
      sets[next + w] = 0;
    }
    boolean alive = false;
    for (int w = 0; w < words; w++) {
      for (long left = sets[current + w]; left != 0; left &= left - 1) {
        int state = (w << 6) + Long.numberOfTrailingZeros(left);
        if (state < tokens.length && tokens[state].takes(c)) {
          alive = true;
          for (int v = 0; v < words; v++) {
            sets[next + v] |= after[state * words + v];
          }
        }
      }
    }
    return alive;
  }

  private static int codePointAt(String head, String path, int offset, int i, int end) {
    char c = i < offset ? head.charAt(i) : path.charAt(i - offset);
    if (Character.isHighSurrogate(c) && i + 1 < end) {
      char low = i + 1 < offset ? head.charAt(i + 1) : path.charAt(i + 1 - offset);
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(c, low);
      }
    }
    return c;
  }
}
