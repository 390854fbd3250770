package dev.holdfast.proof.trace;

import dev.holdfast.proof.trace.Inode.Cell;
import java.util.List;

/** Which names a cut may leave: the part in which the models of the disk differ. */
interface Names {
  /**
   * What a name leads to after a cut.
   *
   * @param inodeOrNull null: there is no such name
   * @param how by which operation
   */
  record Bound(Inode inodeOrNull, String how) {}

  /** A name gets, or loses, what it led to. */
  record Binding(Cell cell, Inode inodeOrNull) {}

  /** One state of all names, or a set of states in which each name is free of the others. */
  interface World {
    /** What {@code cell} may lead to; at least one. */
    List<Bound> options(Cell cell);
  }

  /** {@code cell} was there before the trace began, and is on the disk. */
  void existed(Cell cell, Inode inode);

  /** One call has changed names; {@code end} is the place in the trace where it returned. */
  void changed(List<Binding> bindings, int end, String call);

  /** A force of {@code inode} that began at {@code start} has succeeded. */
  void forced(Inode inode, int start);

  /** All file systems were forced: sync(2). */
  void allForced(int start);

  /** Everything that a cut may leave now. */
  List<World> worlds();
}
