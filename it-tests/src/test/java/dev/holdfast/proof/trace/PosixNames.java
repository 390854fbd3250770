package dev.holdfast.proof.trace;

import dev.holdfast.proof.trace.Inode.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What POSIX promises of names, which is next to nothing: each name leads to what it did when its
 * folder was last forced, or to what any call since then has made of it, whatever has become of the
 * other names. A rename may have come by halves.
 */
final class PosixNames implements Names {
  private final Map<Cell, History> histories = new HashMap<>();

  /** A bound that is not forced, and the place in the trace where its call returned. */
  private record Pending(Bound bound, int end) {}

  private static final class History {
    private Bound durable = new Bound(null, "never there");
    private final List<Pending> pending = new ArrayList<>();

    void forced(int start) {
      while (!pending.isEmpty() && pending.get(0).end < start) {
        durable = pending.remove(0).bound;
      }
    }
  }

  private History history(Cell cell) {
    return histories.computeIfAbsent(cell, each -> new History());
  }

  @Override
  public void existed(Cell cell, Inode inode) {
    history(cell).durable = new Bound(inode, "there before");
  }

  @Override
  public void changed(List<Binding> bindings, int end, String call) {
    for (Binding binding : bindings) {
      Bound bound = new Bound(binding.inodeOrNull(), call);
      history(binding.cell()).pending.add(new Pending(bound, end));
    }
  }

  @Override
  public void forced(Inode inode, int start) {
    histories.forEach(
        (cell, history) -> {
          if (cell.folder() == inode) {
            history.forced(start);
          }
        });
  }

  @Override
  public void allForced(int start) {
    histories.values().forEach(history -> history.forced(start));
  }

  @Override
  public List<World> worlds() {
    return List.of(this::options);
  }

  private List<Bound> options(Cell cell) {
    History history = history(cell);
    List<Bound> options = new ArrayList<>(List.of(history.durable));
    for (Pending pending : history.pending) {
      Inode inode = pending.bound.inodeOrNull();
      if (options.stream().noneMatch(each -> each.inodeOrNull() == inode)) {
        options.add(pending.bound);
      }
    }
    return options;
  }
}
