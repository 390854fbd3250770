package dev.holdfast.proof.trace;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Configuration;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.SystemCallTrace;
import dev.holdfast.proof.Customizer;
import dev.holdfast.proof.Engine;
import dev.holdfast.proof.trace.JobTrace.Existing;
import dev.holdfast.proof.trace.JobTrace.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samples.Ways;

/** All jobs, one after the other in one traced JVM. */
final class Recording {
  /** Everything that changes names, bytes or what is forced, and what finds out the offsets. */
  private static final String TRACED =
      "open,openat,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,lseek,"
          + "copy_file_range,sendfile,mmap,truncate,ftruncate,fallocate,fsync,fdatasync,sync,"
          + "syncfs,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
          + "mkdir,mkdirat,rmdir";

  /** More than any call here writes. */
  private static final String BYTES = "4194304";

  private static final Set<String> FIRST_WORDS = Set.of("ACK", "SKIP");

  /**
   * One job and what came of it.
   *
   * @param trace null if the program did not get to it
   * @param complaints lines of the program about it, FAIL and SKIP
   */
  record Recorded(Job job, JobTrace trace, List<String> complaints) {
    boolean isSkipped() {
      return complaints.stream().anyMatch(line -> line.startsWith("SKIP "));
    }
  }

  private final Map<Job, Recorded> recorded = new LinkedHashMap<>();
  private final ChildJvm.Result result;

  private Recording(
      List<Job> jobs,
      Map<Job, List<Existing>> before,
      ChildJvm.Result result,
      Map<String, List<String>> lines) {
    this.result = result;
    for (Job job : jobs) {
      String target = job.target().toString();
      List<String> complaints =
          result.outLines().stream()
              .filter(line -> line.contains(" " + target + " ") && !line.startsWith("ACK"))
              .toList();
      List<String> own = lines.get(target);
      JobTrace trace = own == null ? null : new JobTrace(job, before.get(job), own);
      recorded.put(job, new Recorded(job, trace, complaints));
    }
  }

  /**
   * Runs {@code jobs} in a JVM of {@code jdk}, with the agent or without.
   *
   * @param folder empty, absolute, without links; the jobs' folders are in its {@code data}
   * @param customizer what else the JVM gets
   */
  static Recording of(Jdk jdk, Engine engine, Path folder, List<Job> jobs, Customizer customizer)
      throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Path traceFile = folder.resolve("trace");
    Map<Job, List<Existing>> before = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    for (Job job : jobs) {
      job.prepare();
      before.put(job, JobTrace.existing(job));
      arguments.addAll(job.arguments());
    }
    ChildJvm child = ChildJvm.on(jdk).option("-Djava.io.tmpdir=" + scratch);
    if (!engine.equals(Engine.STOCK)) {
      child.withAgent(Configuration.protecting(data(folder) + "/**/*.{dat,xml}"));
    }
    ChildJvm traced = customizer.on(child, data(folder)).by(strace(traceFile));
    ChildJvm.Result result = traced.run(Ways.class, arguments);
    Recording recording = new Recording(jobs, before, result, byTarget(traceFile));
    Files.delete(traceFile);
    return recording;
  }

  /** Where the jobs' folders are to be. */
  static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static List<String> strace(Path file) {
    SystemCallTrace.requireStrace();
    return List.of(
        "strace",
        "-f",
        "-y",
        "-xx",
        "-qq",
        "-s",
        BYTES,
        "--seccomp-bpf",
        "-e",
        "signal=none",
        "-e",
        "trace=" + TRACED,
        "-o",
        file.toString());
  }

  /** The lines of the trace from the first word about a target to that about the next one. */
  private static Map<String, List<String>> byTarget(Path file) throws IOException {
    Map<String, List<String>> byTarget = new HashMap<>();
    List<String> current = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Said said = line.contains(" write(1<") ? said(line) : null;
        if (said != null && said.version() == 0 && FIRST_WORDS.contains(said.word())) {
          current = byTarget.computeIfAbsent(said.target(), target -> new ArrayList<>());
        }
        current.add(line);
      }
    }
    return byTarget;
  }

  private static Said said(String line) {
    List<String> whole = List.of(line.replaceFirst(" *<unfinished \\.\\.\\.>$", ") = 0"));
    return Said.byOrNull(SystemCallTrace.parse(whole).calls().get(0));
  }

  ChildJvm.Result result() {
    return result;
  }

  Recorded of(Job job) {
    return recorded.get(job);
  }
}
