package dev.holdfast.proof.blocks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import samples.Counters;
import samples.Counters.Word;

/** What the recorder wrote: the records of a log, their data left in the file. Close lets it go. */
final class BlockLog implements AutoCloseable {
  private static final int HEAD = 24;

  enum Kind {
    WRITE,
    DISCARD,
    FLUSH
  }

  /**
   * One thing that arrived at the disk.
   *
   * @param counters what had been counted when it arrived
   * @param data where a write's bytes are in the log
   */
  record Entry(Kind kind, long offset, long length, ByteBuffer counters, long data) {
    long count(int slot, Word word) {
      return counters.getLong(Counters.at(slot, word));
    }

    /** Whether an image changes by it. */
    boolean changes() {
      return kind != Kind.FLUSH;
    }
  }

  private final FileChannel file;
  private final List<Entry> records;

  private BlockLog(FileChannel file, List<Entry> records) {
    this.file = file;
    this.records = records;
  }

  /** The first {@code end} bytes of {@code path}. */
  static BlockLog read(Path path, int countersBytes, long end) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    List<Entry> records = new ArrayList<>();
    long at = 0;
    while (at + HEAD + countersBytes <= end) {
      ByteBuffer head = bytes(file, at, HEAD);
      Kind kind = Kind.values()[(int) head.getLong() - 1];
      long offset = head.getLong();
      long length = head.getLong();
      ByteBuffer counters = bytes(file, at + HEAD, countersBytes);
      long data = at + HEAD + countersBytes;
      records.add(new Entry(kind, offset, length, counters, data));
      at = data + (kind == Kind.WRITE ? length : 0);
    }
    return new BlockLog(file, List.copyOf(records));
  }

  List<Entry> records() {
    return records;
  }

  /** Does to {@code image} what was done to the disk. */
  void apply(Entry record, FileChannel image) throws IOException {
    switch (record.kind()) {
      case WRITE -> write(bytes(record), image, record.offset());
      case DISCARD -> {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 16);
        for (long done = 0; done < record.length(); done += zeros.capacity()) {
          zeros.clear().limit((int) Math.min(zeros.capacity(), record.length() - done));
          write(zeros, image, record.offset() + done);
        }
      }
      case FLUSH -> {}
    }
  }

  /** The data of a write. */
  ByteBuffer bytes(Entry record) throws IOException {
    return bytes(file, record.data(), (int) record.length());
  }

  static void write(ByteBuffer bytes, FileChannel image, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += image.write(bytes, at);
    }
  }

  private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("the block log ends in a record");
      }
    }
    return bytes.flip().order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
