package dev.holdfast.core.config;

/** One element of a glob. */
final class GlobToken {
  enum Kind {
    LITERAL,
    /** {@code ?}: any one character but a slash. */
    ANY,
    /** {@code [...]}. */
    CLASS,
    /** {@code *}: any characters but a slash. */
    STAR,
    /** {@code **}: any characters but the ends of a line, as the JDK has it. */
    DOUBLE_STAR,
    /** An opening brace. */
    OPEN,
    /** A comma between braces. */
    OR,
    /** A closing brace. */
    CLOSE
  }

  static final GlobToken ANY = new GlobToken(Kind.ANY, 0, null);
  static final GlobToken STAR = new GlobToken(Kind.STAR, 0, null);
  static final GlobToken DOUBLE_STAR = new GlobToken(Kind.DOUBLE_STAR, 0, null);
  static final GlobToken OPEN = new GlobToken(Kind.OPEN, 0, null);
  static final GlobToken OR = new GlobToken(Kind.OR, 0, null);
  static final GlobToken CLOSE = new GlobToken(Kind.CLOSE, 0, null);

  final Kind kind;
  final int codePoint;
  private final CharClass characters;

  private GlobToken(Kind kind, int codePoint, CharClass characters) {
    this.kind = kind;
    this.codePoint = codePoint;
    this.characters = characters;
  }

  static GlobToken literal(int codePoint) {
    return new GlobToken(Kind.LITERAL, codePoint, null);
  }

  static GlobToken oneOf(CharClass characters) {
    return new GlobToken(Kind.CLASS, 0, characters);
  }

  boolean is(char literal) {
    return kind == Kind.LITERAL && codePoint == literal;
  }

  /** Whether it may stand for {@code c}, or for a part of what it stands for. */
  boolean takes(int c) {
    switch (kind) {
      case LITERAL:
        return c == codePoint;
      case ANY:
      case STAR:
        return c != '/';
      case CLASS:
        return characters.contains(c);
      case DOUBLE_STAR:
        // A dot of java.util.regex, which the JDK makes of it.
        return c != '\n' && c != '\r' && c != '\u0085' && c != '\u2028' && c != '\u2029';
      default:
        return false;
    }
  }

  /** Whether it may stand for any number of characters, none included. */
  boolean repeats() {
    return kind == Kind.STAR || kind == Kind.DOUBLE_STAR;
  }
}
