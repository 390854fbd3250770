package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of a glob to tokens: what {@code sun.nio.fs.Globs} (read on 17) takes on Linux, with its
 * words for what is wrong. Stricter in one thing: character classes that its translation to a
 * regular expression garbles (empty ones, ranges that end in {@code [} or a backslash) are refused.
 */
final class GlobParser {
  private final String text;
  private final List<GlobToken> tokens;
  private int at;

  private GlobParser(String text) {
    this.text = text;
    this.tokens = new ArrayList<>(text.length());
  }

  static List<GlobToken> parse(String text) throws GlobSyntaxException {
    GlobParser parser = new GlobParser(text);
    parser.parse();
    return parser.tokens;
  }

  private void parse() throws GlobSyntaxException {
    boolean inGroup = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\':
          at++;
          if (at == text.length()) {
            throw new GlobSyntaxException("No character to escape", at - 1);
          }
          literal();
          break;
        case '[':
          at++;
          characterClass();
          break;
        case '{':
          if (inGroup) {
            throw new GlobSyntaxException("Cannot nest groups", at);
          }
          inGroup = true;
          add(GlobToken.OPEN);
          break;
        case '}':
          add(inGroup ? GlobToken.CLOSE : GlobToken.literal('}'));
          inGroup = false;
          break;
        case ',':
          add(inGroup ? GlobToken.OR : GlobToken.literal(','));
          break;
        case '*':
          if (next(at + 1) == '*') {
            at++;
            add(GlobToken.DOUBLE_STAR);
          } else {
            add(GlobToken.STAR);
          }
          break;
        case '?':
          add(GlobToken.ANY);
          break;
        default:
          literal();
      }
    }
    if (inGroup) {
      throw new GlobSyntaxException("Missing '}", at - 1);
    }
  }

  private void add(GlobToken token) {
    tokens.add(token);
    at++;
  }

  private void literal() {
    int codePoint = text.codePointAt(at);
    tokens.add(GlobToken.literal(codePoint));
    at += Character.charCount(codePoint);
  }

  private char next(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  /** From behind the opening bracket to behind the closing one. */
  private void characterClass() throws GlobSyntaxException {
    CharClass characters = new CharClass();
    int open = at - 1;
    if (next(at) == '^') {
      characters.add('^'); // no negation in a glob
      at++;
    } else {
      if (next(at) == '!') {
        characters.negate();
        at++;
      }
      if (next(at) == '-') {
        characters.add('-');
        at++;
      }
    }
    boolean hasRangeStart = false;
    char last = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == ']') {
        if (characters.isEmpty()) {
          throw new GlobSyntaxException("Empty character class", open);
        }
        tokens.add(GlobToken.oneOf(characters));
        return;
      }
      if (c == '/') {
        throw new GlobSyntaxException("Explicit 'name separator' in class", at - 1);
      }
      if (c != '-') {
        if (Character.isLowSurrogate(c) && Character.isHighSurrogate(text.charAt(at - 2))) {
          characters.completeWith(c);
        } else {
          characters.add(c);
        }
        hasRangeStart = true;
        last = c;
        continue;
      }
      if (!hasRangeStart) {
        throw new GlobSyntaxException("Invalid range", at - 1);
      }
      char end = next(at);
      if (end == ']') {
        characters.add('-');
        continue; // the bracket ends the class
      }
      at++;
      if (end == 0 && at > text.length()) {
        break;
      }
      if (end < last || end == '[' || end == '\\') {
        throw new GlobSyntaxException("Invalid range", at - 3);
      }
      characters.upTo(end);
      hasRangeStart = false;
    }
    throw new GlobSyntaxException("Missing ']", at - 1);
  }
}
