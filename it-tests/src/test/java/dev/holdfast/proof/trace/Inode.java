package dev.holdfast.proof.trace;

import java.util.HashMap;
import java.util.Map;

/** What a name leads to. Compared by identity. */
sealed interface Inode {
  /** A folder with the names that were ever in it. */
  final class Folder implements Inode {
    private final Map<String, Cell> cells = new HashMap<>();

    Cell cell(String name) {
      return cells.computeIfAbsent(name, each -> new Cell(this, each));
    }
  }

  /** A file with bytes. */
  final class RegularFile implements Inode {
    private final FileData data;

    RegularFile(FileData data) {
      this.data = data;
    }

    FileData data() {
      return data;
    }
  }

  /** A symbolic link: what it says comes to the disk with its name. */
  final class SymbolicLink implements Inode {
    private final String text;

    SymbolicLink(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** A place for a name in a folder. */
  final class Cell {
    private final Folder folder;
    private final String name;
    private Inode live;

    private Cell(Folder folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    Folder folder() {
      return folder;
    }

    String name() {
      return name;
    }

    /** What running programs see under the name; null: nothing. */
    Inode liveOrNull() {
      return live;
    }

    void becomes(Inode inodeOrNull) {
      live = inodeOrNull;
    }
  }
}
