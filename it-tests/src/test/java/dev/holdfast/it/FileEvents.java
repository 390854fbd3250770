package dev.holdfast.it;

import dev.holdfast.it.FileEvent.Kind;
import dev.holdfast.it.FileEvent.TracedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays the calls of one process on a model of names and descriptors, so that each call can be
 * told by the file it touched: a file keeps its identity when its name changes, and a descriptor
 * keeps its file.
 */
final class FileEvents {
  private final Map<String, TracedFile> names = new HashMap<>();
  private final Map<Integer, TracedFile> descriptors = new HashMap<>();
  private final List<FileEvent> events = new ArrayList<>();

  private FileEvents() {}

  /** The events of {@code trace} in order; {@code existing} are files that were there before. */
  static List<FileEvent> of(SystemCallTrace trace, List<String> existing) {
    FileEvents replay = new FileEvents();
    existing.forEach(replay::named);
    trace.calls().stream()
        .sorted(Comparator.comparingInt(FileEvents::takesEffect))
        .forEach(replay::apply);
    return replay.events;
  }

  /** A descriptor is free for others as soon as its close has begun; all else counts at its end. */
  private static int takesEffect(SystemCall call) {
    return call.name().equals("close") ? call.start() : call.end();
  }

  private TracedFile named(String path) {
    return names.computeIfAbsent(path, TracedFile::new);
  }

  private void apply(SystemCall call) {
    switch (call.name()) {
      case "open", "creat" -> opened(call, call.argument(0), flags(call, 1));
      case "openat" -> opened(call, call.argument(1), flags(call, 2));
      case "close" -> closed(call);
      case "dup", "dup2", "dup3" -> duplicated(call);
      case "write", "pwrite64", "writev", "pwritev", "pwritev2" -> written(call, 0);
      case "sendfile", "ftruncate", "fallocate" -> changed(call, 0);
      case "copy_file_range", "splice" -> changed(call, 2);
      case "mmap" -> mapped(call);
      case "truncate" -> truncated(call);
      case "fsync", "fdatasync" ->
          add(Kind.FORCED, call, file(call.argument(0)), path(call.argument(0)), "");
      case "rename" -> renamed(call, "", 0, "", 1);
      case "renameat", "renameat2" -> renamed(call, call.argument(0), 1, call.argument(2), 3);
      case "link" -> linked(call, "", 0, "", 1);
      case "linkat" -> linked(call, call.argument(0), 1, call.argument(2), 3);
      case "unlink" -> unlinked(call, SystemCall.unquote(call.argument(0)));
      case "unlinkat" -> unlinked(call, SystemCall.resolve(call.argument(0), call.argument(1)));
      default -> {
        // not about files
      }
    }
  }

  private static String flags(SystemCall call, int index) {
    return call.name().equals("creat") ? "O_WRONLY|O_CREAT|O_TRUNC" : call.argument(index);
  }

  private void add(Kind kind, SystemCall call, TracedFile file, String path, String detail) {
    events.add(new FileEvent(kind, call.start(), call.end(), file, path, detail, call.succeeded()));
  }

  private void opened(SystemCall call, String name, String flags) {
    if (!call.succeeded()) {
      return;
    }
    String resolved = SystemCall.annotatedPathOrNull(call.resultText());
    String path = resolved == null ? SystemCall.unquote(name) : resolved;
    TracedFile file = named(path);
    descriptors.put((int) call.result(), file);
    add(Kind.OPENED, call, file, path, flags);
  }

  private void closed(SystemCall call) {
    TracedFile file = descriptors.remove(SystemCall.descriptor(call.argument(0)));
    if (file != null) {
      add(Kind.CLOSED, call, file, path(call.argument(0)), "");
    }
  }

  private void duplicated(SystemCall call) {
    TracedFile file = descriptors.get(SystemCall.descriptor(call.argument(0)));
    if (call.succeeded() && file != null) {
      descriptors.put((int) call.result(), file);
      add(Kind.OPENED, call, file, path(call.argument(0)), "dup");
    }
  }

  private void written(SystemCall call, int index) {
    String text = SystemCall.unquote(call.argument(1));
    if (call.argument(0).startsWith("1<") && text.startsWith("ACK ")) {
      String[] words = text.replace("\\n", "").split(" ", 3);
      add(Kind.ACKNOWLEDGED, call, null, words.length > 2 ? words[2] : "", words[1]);
      return;
    }
    changed(call, index);
  }

  private void changed(SystemCall call, int index) {
    TracedFile file = file(call.argument(index));
    if (file != null) {
      add(Kind.WRITTEN, call, file, path(call.argument(index)), call.name());
    }
  }

  /** Stores through a mapping are no calls; the mapping itself stands for them. */
  private void mapped(SystemCall call) {
    if (call.argument(3).contains("MAP_SHARED") && call.argument(2).contains("PROT_WRITE")) {
      changed(call, 4);
    }
  }

  private void truncated(SystemCall call) {
    String path = SystemCall.unquote(call.argument(0));
    if (call.succeeded()) {
      add(Kind.WRITTEN, call, named(path), path, call.name());
    }
  }

  private void renamed(SystemCall call, String fromFolder, int from, String toFolder, int to) {
    String source = SystemCall.resolve(fromFolder, call.argument(from));
    String target = SystemCall.resolve(toFolder, call.argument(to));
    TracedFile file = named(source);
    if (call.succeeded()) {
      names.remove(source);
      names.put(target, file);
    }
    add(Kind.RENAMED, call, file, target, source);
  }

  private void linked(SystemCall call, String fromFolder, int from, String toFolder, int to) {
    String target = SystemCall.resolve(toFolder, call.argument(to));
    TracedFile file = named(SystemCall.resolve(fromFolder, call.argument(from)));
    if (call.succeeded()) {
      names.put(target, file);
    }
    add(Kind.LINKED, call, file, target, "");
  }

  private void unlinked(SystemCall call, String path) {
    TracedFile file = names.get(path);
    if (call.succeeded()) {
      names.remove(path);
    }
    add(Kind.UNLINKED, call, file, path, "");
  }

  /** The file of a descriptor, known or (opened before the trace began) by its path. */
  private TracedFile file(String argument) {
    int descriptor = SystemCall.descriptor(argument);
    TracedFile known = descriptors.get(descriptor);
    if (known != null || descriptor < 0) {
      return known;
    }
    String path = path(argument);
    return path.startsWith("/") ? named(path) : null;
  }

  private static String path(String argument) {
    String path = SystemCall.annotatedPathOrNull(argument);
    return path == null ? "" : path;
  }
}
