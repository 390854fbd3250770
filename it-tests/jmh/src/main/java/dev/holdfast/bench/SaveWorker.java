package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Saves a file over and over, as told on stdin: {@code WAY BYTES COUNT FILE} a line, answered by
 * the nanoseconds of each save. So that batches of several JVMs can alternate.
 */
public final class SaveWorker {
  private static final int PIECE = 8192;

  private SaveWorker() {}

  /** How a file is saved. The first two are what an application writes that knows nothing. */
  enum Way {
    STREAM {
      @Override
      void save(Path target, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(target.toFile())) {
          writeInPieces(out, bytes);
        }
      }
    },
    FILES_WRITE {
      @Override
      void save(Path target, byte[] bytes) throws IOException {
        Files.write(target, bytes);
      }
    },
    STREAM_BY_HAND {
      @Override
      void save(Path target, byte[] bytes) throws IOException {
        Path shadow = target.resolveSibling("by-hand.tmp");
        try (FileOutputStream out = new FileOutputStream(shadow.toFile())) {
          writeInPieces(out, bytes);
          out.getFD().sync();
        }
        replace(shadow, target);
      }
    },
    FILES_WRITE_BY_HAND {
      @Override
      void save(Path target, byte[] bytes) throws IOException {
        Path shadow = target.resolveSibling("by-hand.tmp");
        Files.write(shadow, bytes);
        try (FileChannel channel = FileChannel.open(shadow, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        replace(shadow, target);
      }
    };

    abstract void save(Path target, byte[] bytes) throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", 4);
      byte[] bytes = new byte[Integer.parseInt(words[1])];
      Path target = new File(words[3]).toPath();
      Way way = Way.valueOf(words[0]);
      StringBuilder nanos = new StringBuilder();
      int count = Integer.parseInt(words[2]);
      long cpu = threads.getCurrentThreadCpuTime();
      for (int i = count; i > 0; i--) {
        bytes[i % bytes.length]++; // no two versions are alike
        long start = System.nanoTime();
        way.save(target, bytes);
        nanos.append(System.nanoTime() - start).append(' ');
      }
      System.out.println((threads.getCurrentThreadCpuTime() - cpu) / count + " " + nanos);
    }
  }

  /** As a BufferedOutputStream does it. */
  private static void writeInPieces(FileOutputStream out, byte[] bytes) throws IOException {
    for (int i = 0; i < bytes.length; i += PIECE) {
      out.write(bytes, i, Math.min(PIECE, bytes.length - i));
    }
  }

  private static void replace(Path shadow, Path target) throws IOException {
    Files.move(shadow, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
