package dev.holdfast.it.libraries;

import dev.holdfast.it.SystemCall;
import dev.holdfast.it.SystemCallTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is forced below a folder, save by save. */
final class Forces {
  private static final Set<String> WRITES =
      Set.of("write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "sendfile");

  /**
   * One save.
   *
   * @param files names of the files that are forced, in order
   * @param again those of them that have been forced before, and not written or made since
   * @param folders names of the folders that are forced, in order
   */
  record OfOneSave(List<String> files, List<String> again, List<String> folders) {}

  private final Path folder;
  private final List<OfOneSave> saves = new ArrayList<>();

  /** By path: whether it is as it was forced. */
  private final Map<String, Boolean> clean = new HashMap<>();

  private Forces(Path folder) {
    this.folder = folder;
  }

  /** Of each save that is acknowledged for {@code acknowledged}, the first of them at index 0. */
  static List<OfOneSave> of(SystemCallTrace trace, Path folder, Path acknowledged) {
    Forces forces = new Forces(folder);
    for (SystemCall call : trace.calls()) {
      boolean said = call.name().equals("write") && call.argument(0).startsWith("1<");
      if (said && call.argument(1).matches("\"ACK \\d+ \\Q" + acknowledged + "\\E\\\\n\"")) {
        forces.saves.add(new OfOneSave(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      } else if (call.succeeded()) {
        forces.apply(call);
      }
    }
    // before the first acknowledgement nothing counts; after the last one is no save
    return forces.saves.subList(0, forces.saves.size() - 1);
  }

  private void apply(SystemCall call) {
    String path = SystemCall.annotatedPathOrNull(call.argument(0));
    if (call.name().equals("fsync") || call.name().equals("fdatasync")) {
      forced(path);
    } else if (WRITES.contains(call.name())) {
      clean.put(path, false);
    } else if (call.name().equals("copy_file_range")) {
      clean.put(SystemCall.annotatedPathOrNull(call.argument(2)), false);
    } else if (call.name().startsWith("open") && call.arguments().toString().contains("O_CREAT")) {
      boolean makes = call.arguments().toString().matches(".*O_(EXCL|TRUNC).*");
      if (makes) {
        clean.put(SystemCall.annotatedPathOrNull(call.resultText()), false);
      }
    } else if (call.name().startsWith("rename")) {
      boolean at = !call.name().equals("rename");
      String from = SystemCall.resolve(at ? call.argument(0) : "", call.argument(at ? 1 : 0));
      String to = SystemCall.resolve(at ? call.argument(2) : "", call.argument(at ? 3 : 1));
      clean.put(to, clean.remove(from));
    }
  }

  private void forced(String path) {
    if (saves.isEmpty() || path == null || !(path + "/").startsWith(folder + "/")) {
      return;
    }
    OfOneSave save = saves.get(saves.size() - 1);
    String name = folder.relativize(Path.of(path)).toString();
    if (Path.of(path).toFile().isDirectory()) {
      save.folders.add(name.isEmpty() ? "." : name);
      return;
    }
    name = name.replaceAll("\\.holdfast-s-\\w+", "SHADOW");
    save.files.add(name);
    if (Boolean.TRUE.equals(clean.put(path, true))) {
      save.again.add(name);
    }
  }
}
