package samples.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which operations of a program the promise excepts. It knows what each handle stands for
 * from the inodes of a JVM without Holdfast, and which of them Holdfast takes for saves from the
 * promise alone.
 */
final class Ledger {
  private final Tree tree;
  private final Held[] held = new Held[Programs.SLOTS];

  /** Of the path of the operation that is about to run. */
  private Facts before = Facts.NONE;

  /** The saves that the operation ends or publishes, if it succeeds. */
  private List<Held> touched = Collections.emptyList();

  private long saves;

  Ledger(Tree tree) {
    this.tree = tree;
  }

  /** How many saves have ended well so far that Holdfast must have counted. */
  long saves() {
    return saves;
  }

  Gate gate(Op op) throws IOException {
    touched = Collections.emptyList();
    if (isBelowFresh(op)) {
      return Gate.skip(Explanation.OLD_VERSION);
    }
    switch (op.kind.shape) {
      case OPEN:
        return held[op.slot] == null ? opening(op) : Gate.RUN;
      case HANDLE:
        return onHandle(op);
      case PATH:
      case PATHS:
        return onPath(op);
      case ALL:
        return check();
    }
    throw new AssertionError(op.kind);
  }

  /** A path through a link to a file that only one JVM has: "Not a directory", or nothing there. */
  private boolean isBelowFresh(Op op) {
    return !op.kind.isOf(Kind.Shape.HANDLE)
        && (anyFresh(savesOf(Facts.of(tree.path(op.a).getParent())))
            || anyFresh(savesOf(Facts.of(tree.path(op.b).getParent()))));
  }

  private List<Held> savesOf(Facts facts) {
    List<Held> found = new ArrayList<>();
    for (Held each : held) {
      if (each != null && each.isSave() && each.file.equals(facts.file)) {
        found.add(each);
      }
    }
    return found;
  }

  private static boolean anyFresh(List<Held> saves) {
    for (Held each : saves) {
      if (each.fresh) {
        return true;
      }
    }
    return false;
  }

  private Gate opening(Op op) {
    Path path = tree.path(op.a);
    before = Facts.of(path);
    List<Held> pending = savesOf(before);
    switch (Openings.way(op)) {
      case READING:
        return pending.isEmpty() ? Gate.RUN : Gate.mask(Explanation.OLD_VERSION);
      case EXCLUSIVE:
        return anyFresh(pending) ? Gate.skip(Explanation.OLD_VERSION) : Gate.RUN;
      case IN_PLACE:
        if (pending.isEmpty()) {
          return Gate.RUN;
        }
        if ((options(op) & Options.DELETE_ON_CLOSE) != 0) {
          return Gate.skip(Explanation.OLD_VERSION);
        }
        if (before.names > 1 || !Tree.isProtected(op.a)) {
          return Gate.skip(Explanation.OTHER_NAME);
        }
        touched = pending;
        return Gate.RUN;
      case WHOLE:
        return whole(op, pending);
    }
    throw new AssertionError(op.kind);
  }

  private static int options(Op op) {
    switch (op.kind) {
      case OPEN_NIO_STREAM:
      case OPEN_NIO_WRITER:
      case OPEN_BYTE_CHANNEL:
      case OPEN_CHANNEL:
      case OPEN_ASYNC:
      case FILES_WRITE:
        return op.x;
      default:
        return 0;
    }
  }

  private Gate whole(Op op, List<Held> pending) {
    if (!pending.isEmpty()) {
      return Gate.skip(Explanation.TWO_SAVES);
    }
    if (isSave(op)) {
      for (Held each : on(before)) {
        if (each.buffer == Held.Buffer.CHARACTERS && each.state == Held.State.WRITER) {
          return Gate.skip(Explanation.OLD_FILE); // what it still holds back would come later
        }
      }
    }
    return Gate.RUN;
  }

  private List<Held> on(Facts facts) {
    List<Held> found = new ArrayList<>();
    for (Held each : held) {
      if (each != null && facts.exists() && each.file.equals(facts.file)) {
        found.add(each);
      }
    }
    return found;
  }

  /** By the name that is opened; whether it is like a lock's is a question of where it leads. */
  private boolean isSave(Op op) {
    if (Openings.way(op) != Openings.Way.WHOLE || !Tree.isProtected(op.a)) {
      return false;
    }
    Path path = tree.path(op.a);
    try {
      path = before.exists() ? path.toRealPath() : end(path);
    } catch (IOException missing) {
      return false;
    }
    return !path.toString().endsWith(".lock");
  }

  /** Where a chain of links ends, at nothing perhaps. */
  private static Path end(Path path) throws IOException {
    Path end = path;
    for (int links = 0; links < 40 && Files.isSymbolicLink(end); links++) {
      end = end.resolveSibling(Files.readSymbolicLink(end));
    }
    return end;
  }

  /** Whether {@code link} is, or leads by way of, {@code name}. */
  private static boolean leadsThrough(Path link, Path name) throws IOException {
    Path at = link;
    for (int links = 0; links < 40 && Files.isSymbolicLink(at); links++) {
      if (Facts.ofName(at).file.equals(Facts.ofName(name).file)) {
        return true;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return false;
  }

  private Gate onHandle(Op op) {
    Held handle = held[op.slot];
    if (handle == null) {
      return Gate.RUN;
    }
    switch (op.kind) {
      case CLOSE: // of one that with Holdfast may not even be open
        return handle.stale ? Gate.mask(Explanation.OLD_FILE) : Gate.RUN;
      case TRANSFER_TO:
      case TRANSFER_FROM:
        Held other = held[op.x % Programs.SLOTS];
        return handle.stale || (other != null && other.stale)
            ? Gate.skip(Explanation.OLD_FILE)
            : Gate.RUN;
      case READ:
      case READ_AT:
      case SEEK:
      case POSITION:
      case SIZE:
        return handle.stale ? Gate.mask(Explanation.OLD_FILE) : Gate.RUN;
      case FORCE:
      case LOCK:
        if (handle.isSave() && (op.kind == Kind.LOCK || named(handle).names <= 1)) {
          touched = Collections.singletonList(handle);
        }
        return handle.stale ? Gate.skip(Explanation.OLD_FILE) : Gate.RUN;
      default:
        return handle.stale ? Gate.skip(Explanation.OLD_FILE) : Gate.RUN;
    }
  }

  /** Of the file that a handle stands for, as long as one of the names leads to it. */
  private Facts named(Held handle) {
    for (int name = 0; name < Tree.FILES; name++) {
      Facts facts = Facts.ofName(tree.path(name));
      if (facts.file.equals(handle.file)) {
        return facts;
      }
    }
    return Facts.NONE;
  }

  private Gate onPath(Op op) throws IOException {
    Path a = tree.path(op.a);
    List<Held> behindA = savesOf(Facts.of(a));
    Facts nameA = Facts.ofName(a);
    List<Held> savesA = savesOf(nameA);
    List<Held> savesB = savesOf(Facts.ofName(tree.path(op.b)));
    switch (op.kind) {
      case FILES_WRITE:
        return opening(op);
      case SAVE_AND_THROW:
        return abandoning(op);
      case COPY:
        if (!behindA.isEmpty()) {
          return Gate.skip(Explanation.OLD_VERSION);
        }
        if (Files.isSymbolicLink(a) && leadsThrough(a, tree.path(op.b))) {
          return Gate.skip(Explanation.ONTO_ITSELF);
        }
        return savesB.isEmpty() ? Gate.RUN : Gate.skip(Explanation.TWO_SAVES);
      case COPY_STREAM:
        return savesA.isEmpty() ? Gate.RUN : Gate.skip(Explanation.TWO_SAVES);
      case MOVE:
      case RENAME:
        if (!savesB.isEmpty()) {
          return Gate.skip(Explanation.TWO_SAVES);
        }
        if (!savesA.isEmpty() && nameA.names > 1) {
          return Gate.skip(Explanation.OTHER_NAME);
        }
        touched = savesA;
        return Gate.RUN;
      case FILE_DELETE:
      case DELETE:
      case DELETE_IF_EXISTS:
        return deleting(a, nameA, savesA);
      case CREATE_NEW_FILE:
      case CREATE_FILE:
      case MAKE_FOLDER:
        return anyFresh(savesA) ? Gate.skip(Explanation.OLD_VERSION) : Gate.RUN;
      case SET_READ_ONLY:
      case SET_WRITABLE:
      case SET_MODE:
        return anyFresh(behindA) ? Gate.skip(Explanation.OLD_VERSION) : Gate.RUN;
      case SET_TIME:
        return behindA.isEmpty() ? Gate.RUN : Gate.skip(Explanation.OLD_FILE);
      case LINK:
        return anyFresh(savesA) || anyFresh(savesB) ? Gate.skip(Explanation.OLD_VERSION) : Gate.RUN;
      case SYMBOLIC_LINK:
        return anyFresh(savesB) ? Gate.skip(Explanation.OLD_VERSION) : Gate.RUN;
      case LIST:
        return isSaving(Facts.of(a)) ? Gate.mask(Explanation.OLD_VERSION) : Gate.RUN;
      case SAME_FILE:
        return behindA.isEmpty() && savesOf(Facts.of(tree.path(op.b))).isEmpty()
            ? Gate.RUN
            : Gate.mask(Explanation.OLD_VERSION);
      default:
        return behindA.isEmpty() ? Gate.RUN : Gate.mask(Explanation.OLD_VERSION);
    }
  }

  private Gate abandoning(Op op) {
    before = Facts.of(tree.path(op.a));
    if (!isSave(op)) {
      return savesOf(before).isEmpty() ? Gate.RUN : Gate.skip(Explanation.OTHER_NAME);
    }
    return on(before).isEmpty() && before.names <= 1
        ? Gate.heal(Explanation.ABANDONED)
        : Gate.skip(Explanation.ABANDONED);
  }

  private Gate deleting(Path path, Facts name, List<Held> saves) {
    Facts folder = Facts.of(path.getParent());
    for (Held each : saves) {
      boolean itsOwn = each.name.equals(path.getFileName().toString());
      if (itsOwn && each.folder.equals(folder.file) && name.names > 1) {
        return Gate.skip(Explanation.OTHER_NAME);
      }
    }
    touched = name.names > 1 ? touched : saves;
    return Gate.RUN;
  }

  private boolean isSaving(Facts folder) {
    for (Held each : held) {
      if (each != null
          && (each.isSave() || each.state == Held.State.DEAD)
          && each.folder.equals(folder.file)) {
        return true;
      }
    }
    return false;
  }

  /** While saves are open: all but their files. */
  private Gate check() throws IOException {
    Set<String> files = new TreeSet<>();
    boolean any = false;
    for (Held each : held) {
      if (each != null && each.isSave()) {
        files.add(each.file);
      }
      any |= each != null && (each.isSave() || each.state == Held.State.DEAD);
    }
    return any ? Gate.without(tree.namesOf(files)) : Gate.RUN;
  }

  /** {@code op} has run as its gate said. */
  void succeeded(Op op, Gate gate) {
    if (gate.way == Gate.Way.SKIP) {
      return;
    }
    for (Held each : touched) {
      each.state = isDeletion(op.kind) ? Held.State.DEAD : Held.State.WRITER;
    }
    if (op.kind.isOf(Kind.Shape.OPEN) || op.kind == Kind.FILES_WRITE) {
      opened(op, gate);
    } else if (op.kind == Kind.CLOSE) {
      closed(op.slot);
    }
  }

  void failed(Op op) {
    if (op.kind == Kind.CLOSE) {
      held[op.slot] = null;
    }
  }

  private static boolean isDeletion(Kind kind) {
    return kind == Kind.FILE_DELETE || kind == Kind.DELETE || kind == Kind.DELETE_IF_EXISTS;
  }

  private void closed(int slot) {
    if (held[slot] != null && held[slot].isSave()) {
      saves++;
    }
    held[slot] = null;
  }

  private void opened(Op op, Gate gate) {
    boolean save = isSave(op);
    if (save) {
      for (Held each : on(before)) {
        each.stale = true;
      }
    }
    if (op.kind == Kind.FILES_WRITE) {
      saves += save ? 1 : 0;
      return;
    }
    Path real;
    try {
      real = tree.path(op.a).toRealPath();
    } catch (IOException noName) {
      real = tree.path(op.a);
    }
    Held.State state =
        save
            ? Held.State.SAVE
            : Openings.way(op) == Openings.Way.READING ? Held.State.READER : Held.State.WRITER;
    boolean characters =
        op.kind == Kind.OPEN_WRITER
            || op.kind == Kind.OPEN_PRINTER
            || op.kind == Kind.OPEN_NIO_WRITER;
    Held now =
        new Held(
            Facts.of(real, LinkOption.NOFOLLOW_LINKS).file,
            Facts.of(real.getParent()).file,
            real.getFileName().toString(),
            characters ? Held.Buffer.CHARACTERS : Held.Buffer.NONE,
            state,
            save && !before.exists());
    now.stale = gate.way == Gate.Way.MASK;
    held[op.slot] = now;
  }
}
