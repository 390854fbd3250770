package org.example.eventstore;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Keys and values in one file of properties, all of it rewritten for each change. */
final class KeyValueFile {
  private final File file;
  private final Properties values = new Properties();

  /** Loads what is there; a key that is not has no value. */
  KeyValueFile(File file) throws IOException {
    this.file = file;
    if (file.exists()) {
      FileInputStream in = new FileInputStream(file);
      try {
        values.load(in);
      } finally {
        in.close();
      }
    }
  }

  /** Not safe: all keys are gone as soon as the file is open. */
  synchronized void put(String key, String value) throws IOException {
    values.setProperty(key, value);
    FileOutputStream out = new FileOutputStream(file);
    try {
      values.store(out, null);
    } finally {
      out.close();
    }
  }

  synchronized String getOrNull(String key) {
    return values.getProperty(key);
  }

  synchronized Set<String> keys() {
    return new TreeSet<String>(values.stringPropertyNames());
  }
}
