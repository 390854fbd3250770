package dev.holdfast.proof.blocks;

import dev.holdfast.proof.blocks.BlockLog.Entry;
import dev.holdfast.proof.disk.Mounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The images that a disk may have had: goes forward through a log, record by record, and makes for
 * each the image with all that was written so far, and one with what a drive that loses its cache
 * would have. Close removes its images.
 */
final class Disks implements AutoCloseable {
  private static final int SECTOR = 4096;

  private final BlockLog log;
  private final long seed;
  private final Path written;
  private final Path flushed;
  private final FileChannel writtenImage;
  private final FileChannel flushedImage;
  private final List<Entry> unflushed = new ArrayList<>();
  private int next;

  /** {@code base}: the image before the first record; new images are made beside it. */
  Disks(BlockLog log, Path base, long seed) throws IOException {
    this.log = log;
    this.seed = seed;
    this.written = Files.createTempFile(base.getParent(), "written-", ".img");
    this.flushed = Files.createTempFile(base.getParent(), "flushed-", ".img");
    ReflinkHost.copy(base, written);
    ReflinkHost.copy(base, flushed);
    this.writtenImage = FileChannel.open(written, StandardOpenOption.WRITE);
    this.flushedImage = FileChannel.open(flushed, StandardOpenOption.WRITE);
  }

  /** Goes on up to and including record {@code number}, which isn't before the last one. */
  void goTo(int number) throws IOException {
    for (; next <= number; next++) {
      Entry record = log.records().get(next);
      if (record.changes()) {
        log.apply(record, writtenImage);
        unflushed.add(record);
      } else {
        for (Entry safe : unflushed) {
          log.apply(safe, flushedImage);
        }
        unflushed.clear();
      }
    }
  }

  /** Whether a drive has anything to lose now. */
  boolean hasUnflushed() {
    return !unflushed.isEmpty();
  }

  /** {@code probe}, not mounted, becomes what the crash leaves: the same bytes each time. */
  void cut(Walk.Crash crash, Mounter probe) throws IOException {
    if (crash == Walk.Crash.CUT) {
      cut(probe);
    } else {
      cutWithoutCache(probe);
    }
  }

  /** The power goes; the drive's cache is kept. */
  void cut(Mounter probe) throws IOException {
    probe.become(written);
  }

  /**
   * The power goes, and with it what the drive chooses of all since the last flush: half of the
   * writes, or half of their sectors.
   */
  void cutWithoutCache(Mounter probe) throws IOException {
    probe.become(flushed);
    Random random = new Random(seed * 1_000_003 + next);
    boolean whole = random.nextBoolean();
    try (FileChannel image = FileChannel.open(probe.image(), StandardOpenOption.WRITE)) {
      for (Entry record : unflushed) {
        if (whole || record.kind() == BlockLog.Kind.DISCARD) {
          if (random.nextBoolean()) {
            log.apply(record, image);
          }
        } else {
          writeSome(record, image, random);
        }
      }
    }
  }

  private void writeSome(Entry record, FileChannel image, Random random) throws IOException {
    ByteBuffer bytes = log.bytes(record);
    for (int at = 0; at < record.length(); at += SECTOR) {
      if (random.nextBoolean()) {
        int length = (int) Math.min(SECTOR, record.length() - at);
        BlockLog.write(
            bytes.duplicate().position(at).limit(at + length), image, record.offset() + at);
      }
    }
  }

  @Override
  public void close() throws IOException {
    writtenImage.close();
    flushedImage.close();
    Files.delete(written);
    Files.delete(flushed);
  }
}
