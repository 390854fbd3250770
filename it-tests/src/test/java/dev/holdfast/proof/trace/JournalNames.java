package dev.holdfast.proof.trace;

import dev.holdfast.proof.trace.Inode.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What file systems with a journal do: the changes of names get to the disk in their order, each
 * whole, and any force takes all the earlier ones with it.
 */
final class JournalNames implements Names {
  private static final Bound NEVER = new Bound(null, "never there");

  private final Map<Cell, Bound> durable = new HashMap<>();
  private final List<Operation> pending = new ArrayList<>();

  private record Operation(List<Binding> bindings, int end, String call) {
    void applyTo(Map<Cell, Bound> names) {
      for (Binding binding : bindings) {
        names.put(binding.cell(), new Bound(binding.inodeOrNull(), call));
      }
    }
  }

  @Override
  public void existed(Cell cell, Inode inode) {
    durable.put(cell, new Bound(inode, "there before"));
  }

  @Override
  public void changed(List<Binding> bindings, int end, String call) {
    pending.add(new Operation(bindings, end, call));
  }

  @Override
  public void forced(Inode inode, int start) {
    allForced(start);
  }

  @Override
  public void allForced(int start) {
    while (!pending.isEmpty() && pending.get(0).end < start) {
      pending.remove(0).applyTo(durable);
    }
  }

  @Override
  public List<World> worlds() {
    List<World> worlds = new ArrayList<>();
    Map<Cell, Bound> names = new HashMap<>(durable);
    worlds.add(worldOf(names));
    for (Operation operation : pending) {
      names = new HashMap<>(names);
      operation.applyTo(names);
      worlds.add(worldOf(names));
    }
    return worlds;
  }

  private static World worldOf(Map<Cell, Bound> names) {
    return cell -> List.of(names.getOrDefault(cell, NEVER));
  }
}
