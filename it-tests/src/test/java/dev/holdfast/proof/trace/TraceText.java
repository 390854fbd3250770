package dev.holdfast.proof.trace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Traces written by hand: of a job that saves {@code /d/t.dat}, or another name there. */
final class TraceText {
  static final String OLD = "old bytes";

  /** More than a page, so that a cut can go through it. */
  static final String NEW = "n".repeat(5000);

  private static final String FOLDER = "/d";

  private final Situation situation;
  private final List<JobTrace.Existing> before = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private String descriptor = "";

  private TraceText(Situation situation) {
    this.situation = situation;
    ack(0);
  }

  /** The target holds {@link #OLD}. */
  static TraceText overwriting() {
    return new TraceText(Situation.OVERWRITE).with("/d/t.dat", OLD);
  }

  static TraceText of(Situation situation) {
    return new TraceText(situation);
  }

  /** The file was there before. */
  TraceText with(String path, String content) {
    before.add(JobTrace.Existing.file(path, content.getBytes(StandardCharsets.US_ASCII)));
    return this;
  }

  TraceText withLink(String path, String text) {
    before.add(JobTrace.Existing.link(path, text));
    return this;
  }

  TraceText ack(int version) {
    String text = "ACK " + version + " " + job().target();
    return line(
        "write(1<pipe:[1]>, \""
            + text
            + "\\n\", "
            + (text.length() + 1)
            + ") = "
            + (text.length() + 1));
  }

  /** One call, or half of one, of thread 7. */
  TraceText line(String call) {
    lines.add("7 " + call);
    return this;
  }

  /** Of another thread. */
  TraceText other(String call) {
    lines.add("8 " + call);
    return this;
  }

  TraceText openNew(String path) {
    return open(path, "O_WRONLY|O_CREAT|O_EXCL");
  }

  TraceText openCut(String path) {
    return open(path, "O_WRONLY|O_CREAT|O_TRUNC");
  }

  private TraceText open(String path, String flags) {
    descriptor = "5<" + path + ">";
    return line("openat(AT_FDCWD</>, \"" + path + "\", " + flags + ", 0600) = " + descriptor);
  }

  TraceText write(String text) {
    int length = text.length();
    return line("write(" + descriptor + ", \"" + text + "\", " + length + ") = " + length);
  }

  TraceText force() {
    return line("fsync(" + descriptor + ") = 0");
  }

  TraceText forceFolder(String path) {
    String folder = "9<" + path + ">";
    return line("openat(AT_FDCWD</>, \"" + path + "\", O_RDONLY|O_DIRECTORY) = " + folder)
        .line("fsync(" + folder + ") = 0")
        .line("close(" + folder + ") = 0");
  }

  TraceText rename(String from, String to) {
    return line("rename(\"" + from + "\", \"" + to + "\") = 0");
  }

  JobTrace trace() {
    return new JobTrace(job(), before, lines);
  }

  private Job job() {
    return new Job("FileOutputStream(File)", situation, Path.of(FOLDER));
  }
}
