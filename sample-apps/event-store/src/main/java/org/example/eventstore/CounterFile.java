package org.example.eventstore;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;

/** One number in a file, overwritten each time. */
@SuppressWarnings("DefaultCharset") // digits are the same in all of them
final class CounterFile {
  private final File file;

  CounterFile(File file) {
    this.file = file;
  }

  /** What is not there, or can't be read as a number, is a counter that has not begun: 0. */
  long load() throws IOException {
    if (!file.exists()) {
      return 0;
    }
    BufferedReader in = new BufferedReader(new FileReader(file));
    try {
      String line = in.readLine();
      return line == null ? 0 : Long.parseLong(line.trim());
    } catch (NumberFormatException e) {
      return 0;
    } finally {
      in.close();
    }
  }

  /** Not safe: the old number is gone as soon as the file is open. */
  void save(long value) throws IOException {
    FileWriter out = new FileWriter(file);
    try {
      out.write(value + "\n");
    } finally {
      out.close();
    }
  }
}
