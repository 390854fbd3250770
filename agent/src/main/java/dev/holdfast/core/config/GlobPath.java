package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;

/** Tokens of a glob as a path: made absolute, normalised, asked for its folder. */
final class GlobPath {
  private static final GlobToken SLASH = GlobToken.literal('/');

  private final String text;
  private final List<GlobToken> out = new ArrayList<>();

  /** Index in {@link #out} of the slash before each segment, the current one last. */
  private final List<Integer> slashes = new ArrayList<>();

  private GlobPath(String text) {
    this.text = text;
  }

  /** {@code text} from {@code folder}, which is absolute; normalised. */
  static List<GlobToken> absolute(String text, String folder) throws GlobSyntaxException {
    List<GlobToken> tokens = GlobParser.parse(text);
    if (tokens.isEmpty()) {
      throw new GlobSyntaxException("an empty glob matches nothing", 0);
    }
    refuseWhatCannotMatch(text, tokens);
    GlobPath path = new GlobPath(text);
    if (!tokens.get(0).is('/')) {
      List<GlobToken> start = new ArrayList<>();
      for (int i = 0; i < folder.length(); i += Character.charCount(folder.codePointAt(i))) {
        start.add(GlobToken.literal(folder.codePointAt(i)));
      }
      path.append(start);
    }
    path.append(tokens);
    if (path.out.isEmpty()) {
      throw new GlobSyntaxException("this is the root folder, and globs are of files", 0);
    }
    return path.out;
  }

  private static void refuseWhatCannotMatch(String text, List<GlobToken> tokens)
      throws GlobSyntaxException {
    if (text.equals("~") || text.startsWith("~/")) {
      throw new GlobSyntaxException(
          "'~' is not the home folder here", 0, "write ${user.home} instead");
    }
    if (tokens.get(tokens.size() - 1).is('/')) {
      throw new GlobSyntaxException(
          "a glob that ends in '/' matches no file",
          text.length() - 1,
          "for everything below the folder append **");
    }
    if (tokens.get(0).kind == GlobToken.Kind.OPEN) {
      for (int i = 0; tokens.get(i).kind != GlobToken.Kind.CLOSE; i++) {
        if (tokens.get(i).kind != GlobToken.Kind.LITERAL && tokens.get(i + 1).is('/')) {
          throw new GlobSyntaxException(
              "an alternative that starts with '/'", 0, "write one glob for each");
        }
      }
    }
  }

  /** Each segment behind a slash, slashes between braces left alone. */
  private void append(List<GlobToken> tokens) throws GlobSyntaxException {
    int depth = 0;
    int at = tokens.get(0).is('/') ? 1 : 0;
    open();
    for (; at < tokens.size(); at++) {
      GlobToken token = tokens.get(at);
      if (depth == 0 && token.is('/')) {
        close();
        open();
        continue;
      }
      if (token.kind == GlobToken.Kind.OPEN) {
        depth++;
      } else if (token.kind == GlobToken.Kind.CLOSE) {
        depth--;
      }
      out.add(token);
    }
    close();
  }

  private void open() {
    slashes.add(out.size());
    out.add(SLASH);
  }

  private void close() throws GlobSyntaxException {
    int slash = slashes.get(slashes.size() - 1);
    int size = out.size() - slash - 1;
    boolean dot = size == 1 && out.get(slash + 1).is('.');
    boolean dots = size == 2 && out.get(slash + 1).is('.') && out.get(slash + 2).is('.');
    if (size == 0 || dot || dots) {
      cut(slash);
      if (dots && !slashes.isEmpty()) {
        goUp(slashes.get(slashes.size() - 1));
      }
    }
  }

  private void goUp(int slash) throws GlobSyntaxException {
    for (int i = slash; i < out.size(); i++) {
      if (out.get(i).kind != GlobToken.Kind.LITERAL) {
        throw new GlobSyntaxException(
            "'..' behind a wildcard", text.indexOf(".."), "name the folder");
      }
    }
    cut(slash);
  }

  private void cut(int slash) {
    out.subList(slash, out.size()).clear();
    slashes.remove(slashes.size() - 1);
  }

  /** Where the targets of a glob are: {@code prefix}, its literal beginning, then {@code rest}. */
  static Root root(String prefix, List<GlobToken> rest) {
    int slash = prefix.lastIndexOf('/');
    String folder = slash <= 0 ? "/" : prefix.substring(0, slash);
    int depth = 0;
    int alternative = 0;
    int deepest = 0;
    boolean inGroup = false;
    for (GlobToken token : rest) {
      switch (token.kind) {
        case DOUBLE_STAR:
          return new Root(folder, Root.UNBOUNDED);
        case OPEN:
          inGroup = true;
          alternative = 0;
          deepest = 0;
          break;
        case OR:
          deepest = Math.max(deepest, alternative);
          alternative = 0;
          break;
        case CLOSE:
          inGroup = false;
          depth += Math.max(deepest, alternative);
          break;
        default:
          if (token.is('/')) {
            if (inGroup) {
              alternative++;
            } else {
              depth++;
            }
          }
      }
    }
    return new Root(folder, depth);
  }
}
