package dev.holdfast.proof.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.disk.FileSystemKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samples.Counters;
import samples.Counters.Word;

/** A log, and what is kept of one, are read as they were written; without any file system. */
class KeptRecordingTest {
  private static final int SLOTS = 2;
  private static final int COUNTERS = Counters.bytes(SLOTS);
  private static final byte[] DATA = {1, 2, 3, 4};

  @TempDir Path folder;

  /** A write, a flush, a discard; the first was recorded when 5 saves were acknowledged. */
  private Recording recording() throws IOException {
    Path base = folder.resolve("base");
    try (RandomAccessFile image = new RandomAccessFile(base.toFile(), "rw")) {
      image.setLength(FileSystemKind.EXT4.megabytes() << 20);
      image.seek(8192);
      image.write(DATA);
    }
    ByteBuffer log = ByteBuffer.allocate(3 * (24 + COUNTERS) + DATA.length);
    log.order(ByteOrder.nativeOrder());
    log.putLong(1).putLong(4096).putLong(DATA.length);
    log.putLong(log.position() + Counters.at(1, Word.ACKED), 5);
    log.position(log.position() + COUNTERS).put(DATA);
    log.putLong(3).putLong(0).putLong(0).position(log.position() + COUNTERS);
    log.putLong(2).putLong(8192).putLong(4096).position(log.position() + COUNTERS);
    Path file = Files.write(folder.resolve("log"), log.array());
    ByteBuffer last = ByteBuffer.allocate(COUNTERS).order(ByteOrder.nativeOrder());
    last.putLong(Counters.at(1, Word.ACKED), 9);
    return new Recording(FileSystemKind.EXT4, 1, 3, base, file, COUNTERS, Files.size(file), last);
  }

  @Test
  void aKeptRecordingIsTheRecording() throws IOException {
    Recording recording = recording();
    Path kept = folder.resolve("kept.gz");

    KeptRecording.keep(recording, kept);
    Recording again = KeptRecording.read(kept, Files.createDirectory(folder.resolve("again")));

    assertThat(again.base()).hasSameBinaryContentAs(recording.base());
    assertThat(again.log()).hasSameBinaryContentAs(recording.log());
    assertThat(again.lastCount(1, Word.ACKED)).isEqualTo(9);
  }

  @Test
  void recordsDoToAnImageWhatTheyDidToTheDisk() throws IOException {
    Recording recording = recording();
    try (BlockLog log = recording.open();
        FileChannel image = FileChannel.open(recording.base(), StandardOpenOption.WRITE)) {
      List<BlockLog.Entry> records = log.records();
      assertThat(records)
          .extracting(BlockLog.Entry::kind)
          .containsExactly(BlockLog.Kind.WRITE, BlockLog.Kind.FLUSH, BlockLog.Kind.DISCARD);
      assertThat(records.get(0).count(1, Word.ACKED)).isEqualTo(5);
      for (BlockLog.Entry record : records) {
        log.apply(record, image);
      }
    }

    byte[] image = Files.readAllBytes(recording.base());
    assertThat(image[4096 + 3]).isEqualTo((byte) 4);
    assertThat(image[8192]).isZero();
  }
}
