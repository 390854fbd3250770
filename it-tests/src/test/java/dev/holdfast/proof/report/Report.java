package dev.holdfast.proof.report;

import dev.holdfast.proof.Layer;
import dev.holdfast.proof.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Both forms of the report. */
public final class Report {
  private Report() {}

  /** Whether nothing counts against the run, and something was tried at all. */
  public static boolean isClean(Run run) {
    return Headline.isClean(run);
  }

  /**
   * Writes report.md and report.html into {@code folder}; returns the headline and where they are.
   */
  public static String write(Run run, List<Layer> layers, Path folder) throws IOException {
    Path markdown = folder.resolve("report.md");
    Path page = folder.resolve("report.html");
    Files.writeString(markdown, new MarkdownReport(run, layers).text());
    Files.writeString(page, new HtmlReport(run, layers).text());
    return Headline.of(run) + " " + markdown + ", " + page;
  }
}
