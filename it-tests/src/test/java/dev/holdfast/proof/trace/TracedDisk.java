package dev.holdfast.proof.trace;

import dev.holdfast.it.SystemCall;
import dev.holdfast.proof.trace.Inode.Cell;
import dev.holdfast.proof.trace.Inode.Folder;
import dev.holdfast.proof.trace.Inode.RegularFile;
import dev.holdfast.proof.trace.Inode.SymbolicLink;
import dev.holdfast.proof.trace.Names.Binding;
import dev.holdfast.proof.trace.Names.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The disk under a trace: what running programs see, and what a cut may leave. Fed with one call
 * after the other, in the order in which they returned.
 */
final class TracedDisk {
  private final KnownVersions versions;
  private final Names names;
  private final Tree tree;
  private final Descriptors descriptors = new Descriptors();
  private final List<RegularFile> files = new ArrayList<>();
  private int operations;

  /** The bytes that a program has stored in its mapped file, which no call shows. */
  private byte[] storedWhenMapped = new byte[0];

  TracedDisk(KnownVersions versions, Names names) {
    this.versions = versions;
    this.names = names;
    tree = new Tree(names);
  }

  /** A file that is on the disk when the trace begins. */
  void existingFile(String path, byte[] content) {
    tree.existed(tree.cell(path), file(content));
  }

  /** A folder that is on the disk when the trace begins. */
  void existingFolder(String path) {
    tree.cell(path + "/any");
  }

  private RegularFile file(byte[] content) {
    RegularFile made = new RegularFile(new FileData(versions, content));
    files.add(made);
    return made;
  }

  void existingLink(String path, String text) {
    tree.existed(tree.cell(path), new SymbolicLink(text));
  }

  /** From now on, whoever maps a file to write stores this there at once. */
  void willBeStored(byte[] content) {
    storedWhenMapped = content;
  }

  /** The bytes that running programs read at {@code path}; null: there is no such file. */
  byte[] liveOrNull(String path) {
    return tree.cellFollowing(path).liveOrNull() instanceof RegularFile file
        ? file.data().live()
        : null;
  }

  /**
   * What {@code path} may lead to if the power goes now: files (or null) by identity, each with the
   * names that lead there.
   */
  Map<Inode, String> reachable(String path) {
    Map<Inode, String> found = new LinkedHashMap<>();
    for (Names.World world : names.worlds()) {
      for (Bound bound : tree.reachable(world, path)) {
        found.putIfAbsent(bound.inodeOrNull(), bound.how());
      }
    }
    return found;
  }

  /** Does what {@code call} has done. */
  void apply(SystemCall call) {
    if (!call.succeeded() && !call.name().equals("close")) {
      return;
    }
    switch (call.name()) {
      case "open" -> open(call, at("", call.argument(0)), call.argument(1));
      case "creat" -> open(call, at("", call.argument(0)), "O_WRONLY|O_CREAT|O_TRUNC");
      case "openat" -> open(call, at(call.argument(0), call.argument(1)), call.argument(2));
      case "close" -> descriptors.close(SystemCall.descriptor(call.argument(0)));
      case "dup", "dup2", "dup3" ->
          descriptors.duplicate(SystemCall.descriptor(call.argument(0)), (int) call.result());
      case "write" -> write(call, Printed.bytes(call.argument(1)), null);
      case "writev" -> write(call, Printed.gathered(call.argument(1)), null);
      case "pwrite64" -> write(call, Printed.bytes(call.argument(1)), number(call.argument(3)));
      case "pwritev", "pwritev2" ->
          write(call, Printed.gathered(call.argument(1)), number(call.argument(3)));
      case "sendfile" -> copy(call, 1, call.argument(2), 0, null);
      case "copy_file_range" -> copy(call, 0, call.argument(1), 2, call.argument(3));
      case "lseek" -> seek(call);
      case "ftruncate" -> resize(call, file(call.argument(0)), number(call.argument(1)));
      case "truncate" -> truncate(call);
      case "fallocate" -> allocate(call);
      case "mmap" -> map(call);
      default -> applyToNames(call);
    }
  }

  private void applyToNames(SystemCall call) {
    switch (call.name()) {
      case "fsync", "fdatasync" -> force(call);
      case "sync", "syncfs" -> forceAll(call);
      case "mkdir" -> bind(call, at("", call.argument(0)), new Folder());
      case "mkdirat" -> bind(call, at(call.argument(0), call.argument(1)), new Folder());
      case "symlink" -> symlink(call, at("", call.argument(1)));
      case "symlinkat" -> symlink(call, at(call.argument(1), call.argument(2)));
      case "rename" -> rename(call, at("", call.argument(0)), at("", call.argument(1)));
      case "renameat", "renameat2" ->
          rename(
              call, at(call.argument(0), call.argument(1)), at(call.argument(2), call.argument(3)));
      case "link" -> link(call, at("", call.argument(0)), at("", call.argument(1)));
      case "linkat" ->
          link(
              call, at(call.argument(0), call.argument(1)), at(call.argument(2), call.argument(3)));
      case "unlink", "rmdir" -> bind(call, at("", call.argument(0)), null);
      case "unlinkat" -> bind(call, at(call.argument(0), call.argument(1)), null);
      default -> {
        // changes nothing that a cut could lose
      }
    }
  }

  /** The absolute path of {@code name} in {@code folder}, both arguments. */
  private static String at(String folder, String name) {
    String bare = Printed.path(name);
    String parent = Printed.pathOfDescriptorOrNull(folder);
    return bare.startsWith("/") || parent == null ? bare : parent + "/" + bare;
  }

  private static Long number(String argument) {
    return argument.equals("NULL") || argument.isEmpty()
        ? null
        : Long.decode(argument.replaceAll("^\\[(\\d+)\\].*", "$1"));
  }

  private String describe(SystemCall call) {
    return call.name() + " (" + ++operations + ")";
  }

  private void open(SystemCall call, String path, String flags) {
    Cell cell = flags.contains("O_NOFOLLOW") ? tree.cell(path) : tree.cellFollowing(path);
    if (cell.liveOrNull() == null) {
      if (flags.contains("O_DIRECTORY")) {
        tree.existed(cell, new Folder());
      } else if (flags.contains("O_CREAT")) {
        change(call, List.of(new Binding(cell, file(new byte[0]))));
      } else {
        tree.existed(cell, file(new byte[0]));
      }
    } else if (flags.contains("O_TRUNC")
        && cell.liveOrNull() instanceof RegularFile file
        && file.data().live().length > 0) {
      file.data().change(Change.size(0, call.end(), describe(call) + " with O_TRUNC"));
    }
    Descriptors.Open open = new Descriptors.Open(cell.liveOrNull(), flags);
    descriptors.open((int) call.result(), open);
  }

  private RegularFile file(String argument) {
    Inode inode = inodeOrNull(argument);
    return inode instanceof RegularFile file ? file : null;
  }

  /** What a descriptor that is an argument leads to: known, or by its path. */
  private Inode inodeOrNull(String argument) {
    Descriptors.Open open = descriptors.openOrNull(SystemCall.descriptor(argument));
    if (open != null) {
      return open.inodeOrNull();
    }
    String path = Printed.pathOfDescriptorOrNull(argument);
    return path == null || !path.startsWith("/") ? null : tree.cell(path).liveOrNull();
  }

  private void write(SystemCall call, byte[] bytes, Long offset) {
    Descriptors.Open open = descriptors.openOrNull(SystemCall.descriptor(call.argument(0)));
    if (open == null || !(open.inodeOrNull() instanceof RegularFile file)) {
      return;
    }
    byte[] written = Arrays.copyOf(bytes, (int) call.result());
    long from = offset == null ? open.positionFor(file.data().live().length) : offset;
    if (offset == null) {
      open.moveTo(from + written.length);
    }
    if (written.length > 0) {
      file.data().change(Change.write(from, written, call.end(), describe(call)));
      if (open.forcesEachWrite()) {
        file.data().forced(call.end() + 1);
      }
    }
  }

  /** Between two files: the bytes are those that the source has. */
  private void copy(SystemCall call, int from, String fromOffset, int to, String toOffset) {
    Descriptors.Open source = descriptors.openOrNull(SystemCall.descriptor(call.argument(from)));
    if (source == null || !(source.inodeOrNull() instanceof RegularFile file)) {
      return;
    }
    Long given = number(fromOffset);
    int start = Math.toIntExact(given == null ? source.position() : given);
    int end = start + (int) call.result();
    if (given == null) {
      source.moveTo(end);
    }
    byte[] bytes = Arrays.copyOfRange(file.data().live(), start, end);
    writeTo(call, call.argument(to), bytes, toOffset == null ? null : number(toOffset));
  }

  private void writeTo(SystemCall call, String descriptor, byte[] bytes, Long offset) {
    List<String> arguments = List.of(descriptor);
    write(
        new SystemCall(
            call.thread(),
            call.start(),
            call.end(),
            call.name(),
            arguments,
            bytes.length,
            call.resultText()),
        bytes,
        offset);
  }

  private void seek(SystemCall call) {
    Descriptors.Open open = descriptors.openOrNull(SystemCall.descriptor(call.argument(0)));
    if (open != null) {
      open.moveTo(call.result());
    }
  }

  private void truncate(SystemCall call) {
    Inode inode = tree.cellFollowing(at("", call.argument(0))).liveOrNull();
    resize(call, inode instanceof RegularFile file ? file : null, number(call.argument(1)));
  }

  private void resize(SystemCall call, RegularFile fileOrNull, long size) {
    if (fileOrNull != null && fileOrNull.data().live().length != size) {
      fileOrNull.data().change(Change.size(size, call.end(), describe(call)));
    }
  }

  private void allocate(SystemCall call) {
    RegularFile file = file(call.argument(0));
    boolean grows = call.argument(1).equals("0");
    if (file != null && grows) {
      long size = number(call.argument(2)) + number(call.argument(3));
      resize(call, file, Math.max(size, file.data().live().length));
    }
  }

  private void map(SystemCall call) {
    boolean stores =
        call.argument(2).contains("PROT_WRITE") && call.argument(3).contains("MAP_SHARED");
    RegularFile file = stores ? file(call.argument(4)) : null;
    if (file != null) {
      int from = Math.toIntExact(number(call.argument(5)));
      int end = (int) Math.min(storedWhenMapped.length, from + number(call.argument(1)));
      byte[] stored = Arrays.copyOfRange(storedWhenMapped, from, Math.max(from, end));
      file.data().change(Change.write(from, stored, call.end(), "stores after " + describe(call)));
    }
  }

  /** A force whose success strace made up has not taken place. */
  private void force(SystemCall call) {
    Inode inode = inodeOrNull(call.argument(0));
    if (inode == null || call.resultText().contains("INJECTED")) {
      return;
    }
    if (inode instanceof RegularFile file) {
      file.data().forced(call.start());
    }
    names.forced(inode, call.start());
  }

  private void forceAll(SystemCall call) {
    files.forEach(file -> file.data().forced(call.start()));
    names.allForced(call.start());
  }

  private void bind(SystemCall call, String path, Inode inodeOrNull) {
    change(call, List.of(new Binding(tree.cell(path), inodeOrNull)));
  }

  private void symlink(SystemCall call, String path) {
    bind(call, path, new SymbolicLink(Printed.path(call.argument(0))));
  }

  private void rename(SystemCall call, String from, String to) {
    Cell source = tree.cell(from);
    Cell target = tree.cell(to);
    Inode moved = source.liveOrNull();
    if (call.argument(call.arguments().size() - 1).contains("RENAME_EXCHANGE")) {
      Inode other = target.liveOrNull();
      change(call, List.of(new Binding(target, moved), new Binding(source, other)));
    } else if (moved != target.liveOrNull()) {
      change(call, List.of(new Binding(target, moved), new Binding(source, null)));
    }
  }

  private void link(SystemCall call, String from, String to) {
    bind(call, to, tree.cell(from).liveOrNull());
  }

  private void change(SystemCall call, List<Binding> bindings) {
    for (Binding binding : new ArrayList<>(bindings)) {
      binding.cell().becomes(binding.inodeOrNull());
    }
    names.changed(bindings, call.end(), describe(call));
  }

  /** Whether {@code call} makes a difference to what a cut leaves: after it there is a state. */
  static boolean matters(SystemCall call) {
    return call.succeeded()
        && switch (call.name()) {
          case "close", "dup", "dup2", "dup3", "lseek" -> false;
          case "open", "openat" ->
              call.arguments().stream()
                  .anyMatch(each -> each.contains("O_CREAT") || each.contains("O_TRUNC"));
          case "mmap" -> call.argument(3).contains("MAP_SHARED");
          default -> true;
        };
  }
}
