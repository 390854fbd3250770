package dev.holdfast.proof.trace;

import dev.holdfast.proof.trace.Inode.Cell;
import dev.holdfast.proof.trace.Inode.Folder;
import dev.holdfast.proof.trace.Inode.SymbolicLink;
import dev.holdfast.proof.trace.Names.Bound;
import dev.holdfast.proof.trace.Names.World;
import java.util.ArrayList;
import java.util.List;

/** Follows paths from the root: as running programs do, and as they may after a cut. */
final class Tree {
  /** As many links as Linux follows. */
  private static final int LINKS_MAX = 40;

  private final Folder root = new Folder();

  /** Holds the root, which no folder has a name for. */
  private final Cell top = new Folder().cell("/");

  private final Names names;

  Tree(Names names) {
    this.names = names;
    top.becomes(root);
  }

  /**
   * The place of {@code path}, absolute, as it is now; links before its last name are followed.
   * Folders on the way that no call has made were there before.
   */
  Cell cell(String path) {
    List<String> words = words(path);
    if (words.isEmpty()) {
      return top;
    }
    Folder folder = root;
    for (int i = 0; i < words.size() - 1; i++) {
      Cell cell = folder.cell(words.get(i));
      if (cell.liveOrNull() instanceof SymbolicLink link) {
        return cell(target(parent(words, i), link) + "/" + rest(words, i));
      }
      folder = folder(cell);
    }
    return folder.cell(words.get(words.size() - 1));
  }

  private Folder folder(Cell cell) {
    if (cell.liveOrNull() instanceof Folder folder) {
      return folder;
    }
    Folder made = new Folder();
    existed(cell, made);
    return made;
  }

  /** {@code inode} has been under {@code cell} since before the trace began. */
  void existed(Cell cell, Inode inode) {
    cell.becomes(inode);
    names.existed(cell, inode);
  }

  /** The place where {@code path} ends when links are followed to their end. */
  Cell cellFollowing(String path) {
    Cell cell = cell(path);
    String now = path;
    for (int i = 0; i < LINKS_MAX && cell.liveOrNull() instanceof SymbolicLink link; i++) {
      now = target(now.substring(0, now.lastIndexOf('/')), link);
      cell = cell(now);
    }
    return cell;
  }

  /** All that {@code path} may lead to in {@code world}; each way to get there once. */
  List<Bound> reachable(World world, String path) {
    List<Bound> found = new ArrayList<>();
    reach(world, root, words(path), 0, "", 0, found);
    return found;
  }

  private void reach(
      World world,
      Folder folder,
      List<String> words,
      int at,
      String how,
      int links,
      List<Bound> found) {
    boolean last = at == words.size() - 1;
    for (Bound option : world.options(folder.cell(words.get(at)))) {
      String way = how + "/" + words.get(at) + " as of " + option.how() + " ";
      if (option.inodeOrNull() instanceof SymbolicLink link && links < LINKS_MAX) {
        String path = target(parent(words, at), link) + "/" + rest(words, at);
        reach(world, root, words(path), 0, way, links + 1, found);
      } else if (last) {
        found.add(new Bound(option.inodeOrNull(), way.trim()));
      } else if (option.inodeOrNull() instanceof Folder next) {
        boolean plain = option.how().equals("there before");
        reach(world, next, words, at + 1, plain ? how : way, links, found);
      } else {
        found.add(new Bound(null, way.trim()));
      }
    }
  }

  private static String target(String folder, SymbolicLink link) {
    return link.text().startsWith("/") ? link.text() : folder + "/" + link.text();
  }

  private static String parent(List<String> words, int at) {
    return "/" + String.join("/", words.subList(0, at));
  }

  private static String rest(List<String> words, int at) {
    return String.join("/", words.subList(at + 1, words.size()));
  }

  /** The names of {@code path}, without dots. */
  private static List<String> words(String path) {
    List<String> words = new ArrayList<>();
    for (String word : path.split("/")) {
      if (word.equals("..") && !words.isEmpty()) {
        words.remove(words.size() - 1);
      } else if (!word.isEmpty() && !word.equals(".") && !word.equals("..")) {
        words.add(word);
      }
    }
    return words;
  }
}
