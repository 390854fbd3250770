package dev.holdfast.proof.calls;

import dev.holdfast.it.Jvms;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.trace.TraceDetector;

/** The states that the trace layer computes. It believes a force that lies. */
final class StatesDetector implements Detector {
  @Override
  public String name() {
    return "states by the trace";
  }

  @Override
  public boolean isFor(Run run, Wrong wrong) {
    return wrong instanceof Fault;
  }

  @Override
  public Tally look(Run run, Wrong wrong) throws Exception {
    return TraceDetector.states(run, Jvms.of(17), (child, folder) -> wrong.set(run, child, folder));
  }
}
