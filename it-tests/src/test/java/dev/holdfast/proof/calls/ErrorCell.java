package dev.holdfast.proof.calls;

import dev.holdfast.proof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a save with an error in it did, and whether it was honest about it.
 *
 * @param target as the application names it
 * @param answer what the application was told
 * @param calls all of the save
 * @param errno the error that was made
 * @param found what the target holds now
 * @param inode of the target now; 0 where there is none
 * @param ours our files in its folder, and what they hold: a version or -1
 * @param open what the JVM still has open there
 * @param swallowing what the way makes of a close that throws
 */
record ErrorCell(
    String target,
    Saver.Answer answer,
    List<Call> calls,
    Errno errno,
    Found found,
    long inode,
    List<Kept> ours,
    List<String> open,
    Swallowing swallowing) {
  static final int OLD = 1;
  static final int NEW = 2;

  private static final Pattern SHADOW = Pattern.compile("\\.holdfast-s-");

  /** Whether a program that saves so hears of a close that failed; see {@link Manners}. */
  enum Swallowing {
    NOTHING,
    /** It takes the save for done: who reads standard error must know better. */
    CLOSE
  }

  /** A file of ours that stayed. */
  record Kept(String name, int version) {
    boolean isShadow() {
      return SHADOW.matcher(name).find();
    }
  }

  /** Something that is wrong. */
  record Trouble(Verdict verdict, String what) {}

  private boolean isAcknowledged() {
    return answer.acknowledged(OLD) == NEW;
  }

  /** Everything that anybody was told. */
  private String told() {
    return answer.failure() + "\n" + answer.errors();
  }

  /** Empty: it was honest, and nothing is damaged that isn't said to be. */
  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    if (isAcknowledged() && !isSwallowedAndTold()) {
      addUnlessDurable(troubles);
    } else {
      addUnlessTold(troubles);
    }
    addLeftovers(troubles);
    addRepeatedForces(troubles);
    for (String file : open) {
      troubles.add(new Trouble(Verdict.LEFTOVER, "still open: " + file));
    }
    return troubles;
  }

  private boolean isSwallowedAndTold() {
    return swallowing == Swallowing.CLOSE && answer.errors().contains("cannot save " + target);
  }

  private void addUnlessDurable(List<Trouble> troubles) {
    if (found.version() != NEW) {
      troubles.add(new Trouble(Verdict.DISHONEST, "acknowledged, but there is " + found.what()));
      return;
    }
    String missing = new Durability(calls, target, inode).missingOrNull();
    if (missing != null && !isToldNotDurable()) {
      troubles.add(
          new Trouble(Verdict.DISHONEST, "acknowledged, but " + missing + ", told: " + told()));
    }
  }

  private boolean isToldNotDurable() {
    return answer.errors().contains(target + " is written as without Holdfast")
        || answer.errors().contains(target + " is not made durable");
  }

  /**
   * The new version is there and forced, and only what lets go of it failed: the exception is
   * close(2)'s, as without the agent, and nothing is lost that anybody believes to have.
   */
  private boolean isOverBeforeTheError() {
    Durability durability = new Durability(calls, target, inode);
    return found.version() == NEW
        && durability.missingOrNull() == null
        && calls.stream()
            .filter(call -> call.result() == -errno.number())
            .allMatch(call -> call.number() > durability.lastForce());
  }

  private void addUnlessTold(List<Trouble> troubles) {
    if (isOverBeforeTheError()) {
      return;
    }
    if (SHADOW.matcher(answer.failure()).find()) {
      troubles.add(
          new Trouble(Verdict.DIFFERENT, "the exception names the shadow copy: " + told()));
    }
    if (answer.failure().contains("cannot save ") && !answer.failure().contains(target)) {
      troubles.add(new Trouble(Verdict.DISHONEST, "told of another file: " + told()));
    }
    if (found.version() == OLD) {
      if (told().contains("new version is in place")) {
        troubles.add(new Trouble(Verdict.DISHONEST, "the old version is there: " + told()));
      }
    } else if (found.version() == NEW) {
      if (told().contains("the old version is intact")) {
        troubles.add(new Trouble(Verdict.INVENTED, "the new version is there: " + told()));
      } else if (!told().contains("new version is in place") && !isDamageTold()) {
        troubles.add(
            new Trouble(Verdict.DISHONEST, "nobody was told it is the new one: " + told()));
      }
    } else if (!isDamageTold() && !isStockInPlace()) {
      troubles.add(new Trouble(found.verdict(), found.what() + ", told: " + told()));
    }
  }

  /** A rewrite in place that failed half-way says so, and keeps the whole new version beside. */
  private boolean isDamageTold() {
    return told().contains("may be damaged")
        && ours.stream()
            .anyMatch(kept -> kept.name().endsWith("-unfinished") && kept.version() == NEW);
  }

  /** Where the folder lets no shadow copy be made, the file is written as stock does: promised. */
  boolean isStockInPlace() {
    return calls.stream()
        .anyMatch(
            call ->
                call.name().startsWith("open")
                    && call.kind() == Call.Kind.CHANGES
                    && !call.succeeded()
                    && SHADOW.matcher(call.path()).find()
                    && (call.result() == -Errno.EACCES.number()
                        || call.result() == -Errno.EROFS.number()
                        || call.result() == -Errno.EPERM.number()));
  }

  private void addLeftovers(List<Trouble> troubles) {
    for (Kept kept : ours) {
      boolean refused = calls.stream().anyMatch(call -> call.isRemoval() && !call.succeeded());
      if (kept.isShadow() && !refused) {
        troubles.add(new Trouble(Verdict.LEFTOVER, kept.name() + " is left"));
      } else if (!kept.isShadow() && !told().contains(kept.name())) {
        troubles.add(new Trouble(Verdict.LEFTOVER, kept.name() + " is left, and nobody was told"));
      }
    }
  }

  /** On most file systems a second force says yes, and the data is gone. */
  private void addRepeatedForces(List<Trouble> troubles) {
    for (Call failed : calls) {
      if (!failed.isForce() || failed.succeeded() || failed.result() == -Errno.EINTR.number()) {
        continue;
      }
      for (Call later : calls) {
        boolean again = later.isForce() || (later.isRename() && later.other().equals(target));
        if (later.number() > failed.number() && later.inode() == failed.inode() && again) {
          troubles.add(new Trouble(Verdict.DISHONEST, failed + " failed, and then " + later));
        }
      }
    }
  }
}
