package dev.holdfast.core.config;

/** Where the state folder is that nobody has named: the one that every user has. */
public final class StatePath {
  private static final String OF_ROOT = "/var/lib/holdfast";
  private static final String OF_NOBODY = "/var/tmp/holdfast-state";

  private StatePath() {}

  /** Of {@code configuration}; absolute. */
  public static String of(Configuration configuration, Environment env) {
    String named = configuration.stateFolderOrNull();
    return named == null ? ofUser(env) : named;
  }

  /**
   * Root's, or below the user's home (XDG Base Directory Specification); without a home a folder of
   * the system's that outlives a restart.
   */
  public static String ofUser(Environment env) {
    String user = env.propertyOrNull("user.name");
    if ("root".equals(user)) {
      return OF_ROOT;
    }
    String state = env.variableOrNull("XDG_STATE_HOME");
    if (state != null && state.startsWith("/")) {
      return PathText.normalised(state + "/holdfast");
    }
    String home = env.propertyOrNull("user.home");
    return home == null || !home.startsWith("/") || home.equals("/") || home.equals("/nonexistent")
        ? OF_NOBODY + "-" + user
        : PathText.normalised(home + "/.local/state/holdfast");
  }
}
