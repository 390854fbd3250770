package dev.holdfast.proof.report;

import dev.holdfast.proof.Engine;
import dev.holdfast.proof.Row;
import dev.holdfast.proof.Run;
import dev.holdfast.proof.Tally;
import java.util.Set;
import java.util.stream.Collectors;

/** The run in two sentences. */
final class Headline {
  private Headline() {}

  static String of(Run run) {
    Tally held = Sums.of(Sums.of(run.rows(), Engine.HOLDFAST));
    Tally stock = Sums.of(Sums.of(run.rows(), Engine.STOCK));
    Set<Engine> seeded =
        run.rows().stream().map(Row::engine).filter(Engine::isSeeded).collect(Collectors.toSet());
    long found = seeded.stream().filter(run::isDetected).count();
    StringBuilder text = new StringBuilder();
    text.append(isClean(run) ? "Clean. " : "NOT CLEAN. ");
    text.append("With the agent ")
        .append(Sums.number(held.bad()))
        .append(" bad of ")
        .append(Sums.number(held.all()))
        .append(" states; without it ")
        .append(Sums.number(stock.bad()))
        .append(" of ")
        .append(Sums.number(stock.all()))
        .append(" (")
        .append(Sums.share(stock.bad(), stock.all()))
        .append(").");
    if (!seeded.isEmpty()) {
      text.append(" Faults seeded to test the bench: ")
          .append(found)
          .append(" of ")
          .append(seeded.size())
          .append(" found.");
    }
    run.broken().forEach(what -> text.append(" BROKEN: ").append(what).append('.'));
    if (!run.leftOut().isEmpty()) {
      text.append(" ").append(run.leftOut().size()).append(" parts were left out.");
    }
    return text.toString();
  }

  static boolean isClean(Run run) {
    return !run.rows().isEmpty() && run.failures().isEmpty() && run.broken().isEmpty();
  }
}
