package samples;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Numbers that saving programs and the bench share through a mapped file: stored at once, seen by
 * the other process at once, and on no file system that is cut. Slot 0 is the bench's; each thread
 * of a program has one of its own, which nobody else writes.
 */
public final class Counters {
  private static final int WORD_BYTES = 8;
  private static final int SLOT_BYTES = 64;

  /** What a slot counts. The first four are the bench's, in slot 0. */
  public enum Word {
    /** Saves up to this version may begin. */
    ALLOWED(0),
    /** The number of the last cut: from then on each save must fail, and threads park. */
    HALTED(1),
    /** The number of the last cut after which the file system is there again. */
    RESUMED(2),
    /** What fails of the disk, for the recorder below the file system: 1 writes, 2 flushes. */
    SICK(3),
    /** The last version whose save has begun. */
    STARTED(0),
    /** The last version whose save has returned normally. */
    ACKED(1),
    /** The last version whose save has thrown without saying that the old version is intact. */
    MAYBE(2),
    /** The last version whose save is over, however. */
    ENDED(3),
    /** Saves that returned normally though the file system was gone before they began. */
    LIES(4),
    /** The number of the cut for which this thread is waiting with no file open. */
    PARKED(5),
    /** What a reader has seen that no reader may see. */
    FAULTS(6);

    private final int index;

    Word(int index) {
      this.index = index;
    }
  }

  private final MappedByteBuffer words;

  private Counters(MappedByteBuffer words) {
    this.words = words;
  }

  /** Bytes of the file for {@code slots} slots, the bench's included. */
  public static int bytes(int slots) {
    return slots * SLOT_BYTES;
  }

  /** Maps {@code file}; makes it at least so large, new words are 0. */
  public static Counters in(File file, int slots) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file, "rw")) {
      return new Counters(opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes(slots)));
    }
  }

  public long get(int slot, Word word) {
    return words.duplicate().order(ByteOrder.nativeOrder()).getLong(at(slot, word));
  }

  public void set(int slot, Word word, long value) {
    words.duplicate().order(ByteOrder.nativeOrder()).putLong(at(slot, word), value);
  }

  /** Only the slot's own thread may. */
  public void increment(int slot, Word word) {
    set(slot, word, get(slot, word) + 1);
  }

  /** Where the word is in the file. */
  public static int at(int slot, Word word) {
    return slot * SLOT_BYTES + word.index * WORD_BYTES;
  }
}
