package dev.holdfast.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls on files that no rule protects. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenClose {
  /** Has the folders {@code protected} and {@code plain}. */
  static final String FOLDER = "holdfast.bench.folder";

  /** Whether a save of a protected file is open meanwhile. */
  public enum Save {
    NONE,
    OPEN
  }

  @Param public Save save;

  private final byte[] bytes64 = new byte[64];
  private String name;
  private File file;
  private File otherFile;
  private Path path;
  private Path otherPath;
  private FileOutputStream saveOrNull;
  private FileOutputStream stream;

  @Setup(Level.Trial)
  public void prepare() throws IOException {
    File folder = new File(System.getProperty(FOLDER));
    file = new File(folder, "plain/notes.txt");
    otherFile = new File(folder, "plain/notes.txt.old");
    name = file.getPath();
    path = file.toPath();
    otherPath = otherFile.toPath();
    Files.write(path, new byte[0]);
    if (save == Save.OPEN) {
      saveOrNull = new FileOutputStream(new File(folder, "protected/state.txt"));
      saveOrNull.write(bytes64);
    }
  }

  @TearDown(Level.Trial)
  public void endSave() throws IOException {
    if (saveOrNull != null) {
      saveOrNull.close();
    }
  }

  /** An iteration's bytes in a file of its own: it stays small. */
  @Setup(Level.Iteration)
  public void openStream() throws IOException {
    stream = new FileOutputStream(name + ".bytes");
  }

  @TearDown(Level.Iteration)
  public void closeStream() throws IOException {
    stream.close();
  }

  @Benchmark
  public void fileOutputStream() throws IOException {
    new FileOutputStream(name).close();
  }

  @Benchmark
  public void fileInputStream() throws IOException {
    new FileInputStream(name).close();
  }

  @Benchmark
  public void fileChannel() throws IOException {
    FileChannel.open(path, StandardOpenOption.WRITE).close();
  }

  /** As most code opens files: by a Path that was made for it. */
  @Benchmark
  public void fileChannelOfNewPath() throws IOException {
    FileChannel.open(Paths.get(name), StandardOpenOption.WRITE).close();
  }

  @Benchmark
  public void randomAccessFile() throws IOException {
    new RandomAccessFile(name, "rw").close();
  }

  /** There and back: two calls. */
  @Benchmark
  public boolean renameTo() {
    return file.renameTo(otherFile) && otherFile.renameTo(file);
  }

  /** There and back: two calls. */
  @Benchmark
  public void filesMove() throws IOException {
    Files.move(path, otherPath);
    Files.move(otherPath, path);
  }

  @Benchmark
  public void write64Bytes() throws IOException {
    stream.write(bytes64);
  }
}
