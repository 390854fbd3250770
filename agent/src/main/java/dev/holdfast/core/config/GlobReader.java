package dev.holdfast.core.config;

import java.util.List;

/** Scalars to globs; what is wrong with one is told at its place. */
final class GlobReader {
  private final Variables variables;
  private final Problems problems;
  private final String folder;

  /**
   * @param folder absolute and normalised; where relative globs start
   */
  GlobReader(Environment env, Problems problems, String folder) {
    this.variables = new Variables(env, problems);
    this.problems = problems;
    this.folder = folder;
  }

  /** Adds the glob that {@code scalar} spells, for {@link Key#PATHS} or {@link Key#EXCLUDE}. */
  void addTo(List<Glob> globs, Key key, YamlNode scalar) {
    Variables.Text glob = variables.globOrNull(scalar);
    if (glob == null) {
      return;
    }
    try {
      globs.add(
          key == Key.EXCLUDE
              ? Glob.excluding(glob.text, folder)
              : Glob.protecting(glob.text, folder));
    } catch (GlobSyntaxException wrong) {
      int offset = Math.min(glob.originOf(wrong.index), scalar.text.length());
      problems.add(
          scalar.indexOf(offset, problems.source()),
          "bad glob '" + scalar.text + "': " + wrong.getMessage(),
          wrong.remedy);
    }
  }
}
