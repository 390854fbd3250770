package dev.holdfast.core.config;

import java.util.List;

/** The word that somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** "did you mean 'X'?", empty if nothing in {@code words} is near {@code typo}. */
  static String question(String typo, List<String> words) {
    String nearest = "";
    int least = Math.max(1, typo.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(typo.toLowerCase(java.util.Locale.ROOT).replace('_', '-'), word);
      if (distance < least) {
        least = distance;
        nearest = word;
      }
    }
    return nearest.isEmpty() ? "" : "did you mean '" + nearest + "'?";
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make {@code b} of a. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
