package dev.holdfast.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system calls of one process, read from what {@code strace -f -y -qq} wrote. */
public final class SystemCallTrace {
  /** Everything that opens, changes, forces or renames a file, or says ACK. */
  private static final String TRACED =
      "open,openat,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,"
          + "copy_file_range,sendfile,splice,mmap,truncate,ftruncate,fallocate,"
          + "fsync,fdatasync,sync,syncfs,sync_file_range,msync,"
          + "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir";

  private static final Pattern THREAD = Pattern.compile("^(\\d+)\\s+(.*)$");
  private static final Pattern STARTED = Pattern.compile("^(\\w+)\\((.*)$");
  private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");
  private static final Pattern RETURNED =
      Pattern.compile("^(.*)\\)\\s+= (-?\\d+|\\?|0x\\p{XDigit}+)(.*)$");
  private static final String UNFINISHED = "<unfinished ...>";

  private final List<SystemCall> calls;

  private SystemCallTrace(List<SystemCall> calls) {
    this.calls = calls;
  }

  /** In the order in which they were entered. */
  public List<SystemCall> calls() {
    return calls;
  }

  /** The words to put before a command so that its calls are written to {@code file}. */
  public static List<String> recordTo(Path file) {
    return record(file, List.of());
  }

  /** As {@link #recordTo}, with more options of strace. */
  public static List<String> recordTo(Path file, List<String> more) {
    return record(file, more);
  }

  private static List<String> record(Path file, List<String> more) {
    requireStrace();
    List<String> words = new ArrayList<>(List.of("strace", "-f", "-y", "-qq", "-s", "200"));
    words.addAll(List.of("--seccomp-bpf", "-e", "signal=none", "-e", "trace=" + TRACED));
    words.addAll(more);
    words.addAll(List.of("-o", file.toString()));
    return words;
  }

  public static void requireStrace() {
    Jvms.requireOrSkip(
        Files.isExecutable(Path.of("/usr/bin/strace")), "there is no /usr/bin/strace");
  }

  /** Which call of its name by its thread {@code call} is, from 1: strace's {@code when=}. */
  public int ordinalOf(SystemCall call) {
    return (int)
        calls.stream()
            .filter(c -> c.thread() == call.thread() && c.name().equals(call.name()))
            .filter(c -> c.start() <= call.start())
            .count();
  }

  public static SystemCallTrace read(Path file) {
    try {
      return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public static SystemCallTrace parse(List<String> lines) {
    List<SystemCall> calls = new ArrayList<>();
    Map<String, Begun> unfinished = new HashMap<>();
    for (int place = 0; place < lines.size(); place++) {
      Matcher threadAndRest = THREAD.matcher(lines.get(place));
      if (threadAndRest.matches()) {
        parse(threadAndRest.group(1), threadAndRest.group(2), place, unfinished, calls);
      }
    }
    calls.sort(Comparator.comparingInt(SystemCall::start));
    return new SystemCallTrace(calls);
  }

  private static void parse(
      String thread,
      String text,
      int place,
      Map<String, Begun> unfinished,
      List<SystemCall> calls) {
    Matcher resumed = RESUMED.matcher(text);
    Matcher started = STARTED.matcher(text);
    if (resumed.matches()) {
      Begun begun = unfinished.remove(thread);
      if (begun != null) {
        add(thread, begun.place, place, begun.name, begun.text + resumed.group(2), calls);
      }
    } else if (started.matches() && text.endsWith(UNFINISHED)) {
      String begun = started.group(2);
      String without = begun.substring(0, begun.length() - UNFINISHED.length());
      unfinished.put(thread, new Begun(place, started.group(1), without));
    } else if (started.matches()) {
      add(thread, place, place, started.group(1), started.group(2), calls);
    }
  }

  private static void add(
      String thread, int start, int end, String name, String text, List<SystemCall> calls) {
    Matcher returned = RETURNED.matcher(text);
    if (!returned.matches()) {
      throw new IllegalArgumentException("not a call as strace prints it: " + name + "(" + text);
    }
    String value = returned.group(2);
    long result = value.equals("?") ? -1 : Long.decode(value);
    calls.add(
        new SystemCall(
            Integer.parseInt(thread),
            start,
            end,
            name,
            SystemCall.splitArguments(returned.group(1)),
            result,
            value + returned.group(3)));
  }

  /** A call that was entered and has not returned yet. */
  private record Begun(int place, String name, String text) {}
}
