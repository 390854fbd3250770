package dev.holdfast.core.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The calls that a save is made of, by the names of now: "create shadow", "force d". A force is one
 * where the channel was opened to write; another one is "no force", as FlushFileBuffers has it,
 * which Windows refuses a handle for reading and the JDK then takes for done.
 */
final class RecordedCalls extends PassingProvider {
  private final List<String> calls = new ArrayList<>();
  private boolean readersForce;

  RecordedCalls(FileSystemProvider next) {
    super(next);
  }

  /** From now on a force by a reader is one, as fsync(2) has it. */
  RecordedCalls readersForce() {
    readersForce = true;
    return this;
  }

  /** Since the last look. */
  List<String> taken() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  private static String word(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".holdfast-s-") ? "shadow" : name;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel = super.newFileChannel(path, options, attributes);
    if (options.contains(StandardOpenOption.CREATE_NEW)) {
      calls.add("create " + word(path));
    }
    boolean forces = readersForce || options.contains(StandardOpenOption.WRITE);
    return new PassingChannel(channel) {
      @Override
      public void force(boolean metadata) throws IOException {
        channel.force(metadata);
        calls.add((forces ? "force " : "no force ") + word(path));
      }
    };
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    super.move(source, target, options);
    calls.add("move " + word(source) + " -> " + word(target));
  }

  @Override
  public void delete(Path path) throws IOException {
    super.delete(path);
    calls.add("delete " + word(path));
  }
}
