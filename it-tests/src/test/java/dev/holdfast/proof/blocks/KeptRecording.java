package dev.holdfast.proof.blocks;

import dev.holdfast.proof.disk.FileSystemKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A recording in one compressed file, to be looked at again, on another machine as well. */
final class KeptRecording {
  private static final int BLOCK = 4096;
  private static final long END = -1;
  private static final long MEGABYTE = 1 << 20;

  private KeptRecording() {}

  static void keep(Recording recording, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file))))) {
      out.writeUTF(recording.kind().name());
      out.writeInt(recording.targets());
      out.writeLong(recording.seed());
      out.writeInt(recording.countersBytes());
      out.write(recording.last().array(), 0, recording.countersBytes());
      writeImage(recording.base(), out);
      out.writeLong(recording.end());
      try (InputStream log = Files.newInputStream(recording.log())) {
        copy(log, out, recording.end());
      }
    }
  }

  /** The blocks that are not zero, each after its place. */
  private static void writeImage(Path image, DataOutputStream out) throws IOException {
    byte[] zeros = new byte[BLOCK];
    byte[] block = new byte[BLOCK];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(image), 1 << 20))) {
      for (long at = 0; at < Files.size(image); at += BLOCK) {
        in.readFully(block);
        if (!Arrays.equals(block, zeros)) {
          out.writeLong(at);
          out.write(block);
        }
      }
    }
    out.writeLong(END);
  }

  /** What {@link #keep} has kept in {@code file}, its image and log in {@code folder}. */
  static Recording read(Path file, Path folder) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      FileSystemKind kind = FileSystemKind.valueOf(in.readUTF());
      int targets = in.readInt();
      long seed = in.readLong();
      int countersBytes = in.readInt();
      byte[] last = new byte[countersBytes];
      in.readFully(last);
      Path base = folder.resolve("base.img");
      readImage(in, base, kind.megabytes() * MEGABYTE);
      long end = in.readLong();
      Path log = folder.resolve("log");
      try (OutputStream out = Files.newOutputStream(log)) {
        copy(in, out, end);
      }
      ByteBuffer counters = ByteBuffer.wrap(last).order(ByteOrder.nativeOrder());
      return new Recording(kind, targets, seed, base, log, countersBytes, end, counters);
    }
  }

  private static void readImage(DataInputStream in, Path image, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    try (RandomAccessFile out = new RandomAccessFile(image.toFile(), "rw")) {
      out.setLength(bytes);
      for (long at = in.readLong(); at != END; at = in.readLong()) {
        in.readFully(block);
        out.seek(at);
        out.write(block);
      }
    }
  }

  private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the recording ends in its log");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
