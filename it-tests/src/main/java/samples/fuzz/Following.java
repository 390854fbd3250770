package samples.fuzz;

import java.util.Arrays;
import java.util.Iterator;

/** With the agent: what counts was decided without it. */
final class Following implements Machine.Guide {
  private final Iterator<String> gates;

  Following(String gates) {
    this.gates = Arrays.asList(gates.split(" ")).iterator();
  }

  /** Past the end everything counts: the JVMs have come apart already, which shows. */
  @Override
  public Gate gate(Op op) {
    return gates.hasNext() ? Gate.parse(gates.next()) : Gate.RUN;
  }

  @Override
  public void ended(Op op, Gate gate, String answer) {
    // The ledger is the leader's.
  }

  @Override
  public boolean isWithHoldfast() {
    return true;
  }
}
