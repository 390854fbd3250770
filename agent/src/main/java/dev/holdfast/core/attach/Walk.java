package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way to a file as another process goes it: from its root, by its links, with its rights. Its
 * links can't be left to the kernel: an absolute one would lead into this process's own root.
 */
final class Walk {
  /** As the kernel has it. */
  private static final int LINKS_MAX = 40;

  private final JavaProcess process;
  private final Deque<String> names = new ArrayDeque<>();
  private final Deque<String> folders = new ArrayDeque<>();
  private int links;
  private Path end;
  private String blocker;
  private Modes modes;

  private Walk(JavaProcess process) {
    this.process = process;
  }

  static Walk to(String absolute, JavaProcess process) throws IOException {
    Walk walk = new Walk(process);
    walk.addFirst(absolute);
    walk.go();
    return walk;
  }

  /** Where it ended, seen from here; null if the process has no such file. */
  Path end() {
    return end;
  }

  /** The first folder or the file that the process has no right to; null if there is none. */
  String blocker() {
    return blocker;
  }

  /** Of {@link #blocker}. */
  Modes modes() {
    return modes;
  }

  private void go() throws IOException {
    pass("", Modes.SEARCH);
    while (!names.isEmpty()) {
      String name = names.pop();
      if (name.equals("..")) {
        folders.pollLast();
        continue;
      }
      String path = here() + "/" + name;
      Path seen = process.seenFromHere(path);
      if (Files.isSymbolicLink(seen)) {
        follow(Files.readSymbolicLink(seen).toString());
        continue;
      }
      if (!Files.exists(seen)) {
        return;
      }
      folders.add(name);
      pass(path, names.isEmpty() ? Modes.READ : Modes.SEARCH);
      end = names.isEmpty() ? seen : null;
    }
  }

  private void follow(String link) throws IOException {
    if (++links > LINKS_MAX) {
      throw new IOException("too many symbolic links");
    }
    if (link.startsWith("/")) {
      folders.clear();
    }
    addFirst(link);
  }

  private void addFirst(String path) {
    String[] all = path.split("/");
    for (int i = all.length - 1; i >= 0; i--) {
      if (!all[i].isEmpty() && !all[i].equals(".")) {
        names.push(all[i]);
      }
    }
  }

  private String here() {
    return folders.isEmpty() ? "" : "/" + String.join("/", folders);
  }

  private void pass(String path, int bit) throws IOException {
    String name = path.isEmpty() ? "/" : path;
    Modes its = Modes.of(process.seenFromHere(name));
    if (blocker == null && !its.allow(bit, process.status())) {
      blocker = name;
      modes = its;
    }
  }
}
