package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/** One glob, compiled. Immutable. */
public final class Glob {
  private final String text;
  private final String prefix;
  private final String suffix;
  private final GlobMachine rest;
  private final Root root;

  private Glob(String text, String prefix, String suffix, GlobMachine rest, Root root) {
    this.text = text;
    this.prefix = prefix;
    this.suffix = suffix;
    this.rest = rest;
    this.root = root;
  }

  /**
   * @param text as written, variables replaced
   * @param folder absolute; where {@code text} starts if it is relative
   */
  static Glob protecting(String text, String folder) throws GlobSyntaxException {
    return compile(text, GlobPath.absolute(text, folder));
  }

  /** As {@link #protecting}, but one that begins with two stars matches in every folder. */
  static Glob excluding(String text, String folder) throws GlobSyntaxException {
    return compile(
        text, text.startsWith("**") ? GlobParser.parse(text) : GlobPath.absolute(text, folder));
  }

  private static Glob compile(String text, List<GlobToken> tokens) {
    int literals = 0;
    StringBuilder prefix = new StringBuilder();
    while (literals < tokens.size() && tokens.get(literals).kind == GlobToken.Kind.LITERAL) {
      prefix.appendCodePoint(tokens.get(literals++).codePoint);
    }
    int suffixStart = tokens.size();
    while (suffixStart > literals && tokens.get(suffixStart - 1).kind == GlobToken.Kind.LITERAL) {
      suffixStart--;
    }
    StringBuilder suffix = new StringBuilder();
    for (int i = suffixStart; i < tokens.size(); i++) {
      suffix.appendCodePoint(tokens.get(i).codePoint);
    }
    List<GlobToken> rest = new ArrayList<>(tokens.subList(literals, tokens.size()));
    return new Glob(
        text,
        prefix.toString(),
        suffix.toString(),
        new GlobMachine(rest),
        GlobPath.root(prefix.toString(), rest));
  }

  /** The folder that its targets are in or below. */
  public Root root() {
    return root;
  }

  /** Whether it matches {@code path}: absolute and normalised. */
  public boolean matches(String path) {
    return matches("", path, path.length());
  }

  /**
   * Whether it matches {@code head + path} up to {@code end}. The two tests that cost next to
   * nothing come first: most paths fail one of them.
   */
  boolean matches(String head, String path, int end) {
    if (!PathText.startsWith(head, path, end, prefix)) {
      return false;
    }
    int suffixAt = end - head.length() - suffix.length();
    if (suffixAt >= 0 && !path.startsWith(suffix, suffixAt)) {
      return false;
    }
    return rest.matches(head, path, prefix.length(), end);
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
