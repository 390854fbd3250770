package dev.holdfast.proof.blocks;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.proof.disk.Command;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import samples.Counters;
import samples.Counters.Word;
import samples.SavesCounted;
import samples.Versions;

/**
 * A run of saves, as the disk saw it.
 *
 * @param base the image before
 * @param log what the recorder wrote
 * @param end of the log, in bytes: what comes later is the unmounting
 * @param last what had been counted at the end
 */
record Recording(
    FileSystemKind kind,
    int targets,
    long seed,
    Path base,
    Path log,
    int countersBytes,
    long end,
    ByteBuffer last) {
  private static final int OLD_SIZE = 9000;

  /** An image of {@code kind} on the host, each target in its version 0, forced. */
  static Path base(Path host, FileSystemKind kind, int targets) throws IOException {
    Path image = Files.createTempFile(host, "base-" + kind.type() + "-", ".img");
    MountedImage.make(kind, image);
    Path folder = Files.createTempDirectory(host, "making-");
    Command.run(
        "mount", "-t", kind.type(), "-o", "loop," + kind.options(), image + "", folder + "");
    try {
      Files.createDirectory(folder.resolve(Plan.DATA));
      for (int i = 0; i < targets; i++) {
        Files.write(folder.resolve(Plan.target(i)), Versions.content(0, OLD_SIZE, i));
      }
      Files.write(folder.resolve(Plan.NEIGHBOUR), new byte[0]);
    } finally {
      Command.run("umount", folder.toString());
    }
    Files.delete(folder);
    return image;
  }

  /** Runs {@code plan}; {@code scratch}: empty, takes the log. */
  static Recording make(Programs programs, Plan plan, Path base, Path scratch) throws IOException {
    try (RecordedDisk disk = RecordedDisk.on(programs, base, plan.kind(), scratch, plan.slots())) {
      disk.counters().set(0, Word.ALLOWED, Long.MAX_VALUE);
      ChildJvm.Result result =
          plan.jvm(disk.folder())
              .run(SavesCounted.class, plan.arguments(disk.folder(), disk.countersFile()));
      long end = Files.size(disk.log());
      if (result.exit() != 0 || result.out().contains("FAIL")) {
        throw new IOException("the program that saves has failed: " + result);
      }
      ByteBuffer last =
          ByteBuffer.wrap(Files.readAllBytes(disk.countersFile())).order(ByteOrder.nativeOrder());
      return new Recording(
          plan.kind(),
          plan.targets(),
          plan.seed(),
          base,
          disk.log(),
          disk.countersBytes(),
          end,
          last);
    }
  }

  BlockLog open() throws IOException {
    return BlockLog.read(log, countersBytes, end);
  }

  long lastCount(int slot, Word word) {
    return last.getLong(Counters.at(slot, word));
  }
}
