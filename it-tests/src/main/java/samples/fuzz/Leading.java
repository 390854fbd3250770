package samples.fuzz;

import java.io.IOException;
import java.util.Map;

/** Without the agent: decides what of each operation counts, and writes it down. */
final class Leading implements Machine.Guide {
  private final Ledger ledger;
  private final Map<String, Long> figures;
  private final StringBuilder gates = new StringBuilder();
  private long savesTold;

  Leading(Tree tree, Map<String, Long> figures) {
    ledger = new Ledger(tree);
    this.figures = figures;
  }

  @Override
  public Gate gate(Op op) throws IOException {
    Gate gate = ledger.gate(op);
    gates.append(gate.word()).append(' ');
    if (gate.why != null) {
      count((gate.way == Gate.Way.SKIP ? "left-out-" : "explained-") + gate.why);
    }
    return gate;
  }

  @Override
  public void ended(Op op, Gate gate, String answer) {
    if (answer.startsWith("! ")
        || answer.equals("false")
        || answer.equals("-")
        || answer.equals("no")
        || answer.equals("in use")) {
      ledger.failed(op);
    } else {
      ledger.succeeded(op, gate);
    }
    figures.merge("saves", ledger.saves() - savesTold, Long::sum);
    savesTold = ledger.saves();
  }

  @Override
  public boolean isWithHoldfast() {
    return false;
  }

  private void count(String figure) {
    figures.merge(figure, 1L, Long::sum);
  }

  /** A word for each operation so far. */
  String gates() {
    return gates.toString().trim();
  }
}
