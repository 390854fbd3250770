package dev.holdfast.proof.trace;

import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What one job did: the files that it found, and its system calls as strace printed them. Can be
 * kept in a file of its own, from which all states come out again.
 *
 * @param before the files and links of the job's folder when it began
 * @param lines from the job's first acknowledgement on
 */
record JobTrace(Job job, List<Existing> before, List<String> lines) {
  /** Something that was there. */
  static final class Existing {
    private final String path;
    private final byte[] content;
    private final String linkOrNull;

    private Existing(String path, byte[] content, String linkOrNull) {
      this.path = path;
      this.content = content;
      this.linkOrNull = linkOrNull;
    }

    static Existing file(String path, byte[] content) {
      return new Existing(path, content, null);
    }

    static Existing link(String path, String text) {
      return new Existing(path, new byte[0], text);
    }

    void putOn(TracedDisk disk) {
      if (linkOrNull == null) {
        disk.existingFile(path, content);
      } else {
        disk.existingLink(path, linkOrNull);
      }
    }

    private String kept() {
      return linkOrNull == null
          ? "#file\t" + path + "\t" + HexFormat.of().formatHex(content)
          : "#link\t" + path + "\t" + linkOrNull;
    }
  }

  /** An acknowledgement, or a complaint, of the program. */
  record Said(String word, int version, String target) {
    /** Null: {@code call} says nothing. */
    static Said byOrNull(SystemCall call) {
      if (!call.name().equals("write") || !call.argument(0).startsWith("1<")) {
        return null;
      }
      String text = new String(Printed.bytes(call.argument(1)), StandardCharsets.UTF_8);
      String[] words = text.trim().split(" ", 4);
      return words.length < 3 ? null : new Said(words[0], Integer.parseInt(words[1]), words[2]);
    }
  }

  /** The files below {@code job}'s folder as they are now. */
  static List<Existing> existing(Job job) throws IOException {
    List<Existing> found = new ArrayList<>();
    try (var files = Files.walk(job.folder())) {
      for (Path file : files.sorted().toList()) {
        if (Files.isSymbolicLink(file)) {
          found.add(Existing.link(file + "", Files.readSymbolicLink(file) + ""));
        } else if (Files.isRegularFile(file)) {
          found.add(Existing.file(file + "", Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }

  /** In the order in which they took effect, failed ones too. */
  List<SystemCall> calls() {
    return SystemCallTrace.parse(lines).calls().stream()
        .sorted(Comparator.comparingInt(JobTrace::takesEffect))
        .toList();
  }

  /** A descriptor is free for others as soon as its close has begun; all else counts at its end. */
  private static int takesEffect(SystemCall call) {
    return call.name().equals("close") ? call.start() : call.end();
  }

  /** For the order lint: with readable bytes, long ones cut. */
  SystemCallTrace readable() {
    return SystemCallTrace.parse(lines.stream().map(Printed::readable).toList());
  }

  /** Writes it to {@code file}, compressed. */
  void keep(Path file) throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.ISO_8859_1)) {
      out.write("#job\t" + job.wayName() + "\t" + job.situation() + "\t" + job.folder() + "\n");
      for (Existing each : before) {
        out.write(each.kept() + "\n");
      }
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }

  /** What {@link #keep} has written. */
  static JobTrace read(Path file) throws IOException {
    Job job = null;
    List<Existing> before = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.startsWith("#") ? line.split("\t", -1) : new String[] {""};
        switch (words[0]) {
          case "#job" -> job = new Job(words[1], Situation.valueOf(words[2]), Path.of(words[3]));
          case "#file" -> before.add(Existing.file(words[1], HexFormat.of().parseHex(words[2])));
          case "#link" -> before.add(Existing.link(words[1], words[2]));
          default -> lines.add(line);
        }
      }
    }
    if (job == null) {
      throw new IOException(file + " is no kept trace: it names no job");
    }
    return new JobTrace(job, before, lines);
  }
}
