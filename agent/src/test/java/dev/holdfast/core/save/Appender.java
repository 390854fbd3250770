package dev.holdfast.core.save;

import dev.holdfast.boot.SaveRuntime;
import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.FakeFs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An application that appends to one file, with the hooks around what it does. */
final class Appender {
  private final FakeFs fs;
  final Opening.Opened opened;
  final AppendedFile file;

  private Appender(FakeFs fs, Opening.Opened opened) {
    this.fs = fs;
    this.opened = opened;
    this.file = (AppendedFile) opened.file;
  }

  /** As {@code new FileOutputStream(path, true)}. */
  static Appender of(Bench bench, String path) throws IOException {
    return new Appender(bench.fs, open(bench, path));
  }

  static Opening.Opened open(Bench bench, String path) throws IOException {
    return bench.opening.asItIsOrNull(
        bench.policy,
        bench.place(path),
        Access.APPEND,
        0666,
        Opening.Missing.CREATED,
        Opening.Links.FOLLOWED);
  }

  /** As {@code FileOutputStream.write(bytes)}. */
  void write(String record) throws IOException {
    begin(record);
    try {
      fs.write(opened.number, record);
    } catch (IOException failure) {
      file.writeEnded();
      file.writeFailed(failure);
      throw failure;
    }
    end();
  }

  /** The same of a disk that is full after so many bytes. */
  void writeHalf(String record, int bytes) throws IOException {
    begin(record);
    fs.write(opened.number, record.substring(0, bytes));
    file.writeEnded();
    file.writeFailed(new IOException("No space left on device"));
  }

  void begin(String record) throws IOException {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    file.writing(
        new AppendedWrite(file, bytes, 0, bytes.length, SaveRuntime.NO_POSITION), opened.number);
  }

  void end() throws IOException {
    file.appended(opened.number);
  }

  /** As {@code FileChannel.write(buffer)}; at a position, where that isn't -1. */
  void writeByChannel(String record, long position) throws IOException {
    file.writing(new AppendedWrite(file, null, 0, 0, position), opened.number);
    int stood = (int) fs.position(opened.number);
    fs.write(opened.number, record);
    if (position >= 0) {
      fs.seek(opened.number, stood);
    }
    file.wrote(record.length(), 0);
    file.appended(opened.number);
  }

  void close() throws IOException {
    file.closing(opened.number);
    fs.closeAsJdk(opened.number);
    file.closed();
  }
}
