package dev.holdfast.core.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code /proc/PID}. */
final class ProcessFolder {
  private final Path folder;

  ProcessFolder(Path folder) {
    this.folder = folder;
  }

  /** As seen from here. */
  int pid() {
    return Integer.parseInt(folder.getFileName().toString());
  }

  boolean isThere() {
    return Files.exists(folder);
  }

  String text(String name) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(name)), UTF_8);
  }

  /** What ends with a zero byte each: arguments, variables. */
  List<String> strings(String name) throws IOException {
    List<String> strings = new ArrayList<>();
    String text = text(name);
    int begin = 0;
    for (int end = text.indexOf(0); end >= 0; end = text.indexOf(0, begin)) {
      strings.add(text.substring(begin, end));
      begin = end + 1;
    }
    if (begin < text.length()) {
      strings.add(text.substring(begin)); // a process may write over its arguments
    }
    return strings;
  }

  /** Where one of the folder's links leads to, as the kernel writes it. */
  String link(String name) throws IOException {
    return Files.readSymbolicLink(folder.resolve(name)).toString();
  }

  /** The path, seen from here, of what the process knows as {@code absolute}. */
  Path seenFromHere(String absolute) {
    return folder.resolve("root").resolve(absolute.substring(1));
  }

  /** As {@link #seenFromHere}; relative ones start at the folder the process is in. */
  Path resolve(String path) {
    return path.startsWith("/") ? seenFromHere(path) : folder.resolve("cwd").resolve(path);
  }
}
