package dev.holdfast.core.save;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.FakeDisk;
import dev.holdfast.core.fs.FakeInode;
import dev.holdfast.core.save.ModelProgram.Kind;
import dev.holdfast.core.save.ModelProgram.Step;
import dev.holdfast.core.save.Replacement.Existing;
import dev.holdfast.core.save.Replacement.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One program on the engine. Before every call of the file system, and at the end, every state that
 * a power cut may leave of every target is compared with what the promise allows.
 */
final class ModelRun {
  private final Bench bench = new Bench();
  private final List<ModelTarget> targets = new ArrayList<>();
  private final ModelSlot[][] slots = new ModelSlot[ModelProgram.TARGETS][ModelProgram.SLOTS];
  private int version;
  private long states;
  private int firedBefore;

  /** {@code lies}: of which names a force does nothing. */
  private ModelRun(Predicate<String> lies) {
    bench.disk.folder("/d");
    for (int i = 0; i < ModelProgram.TARGETS; i++) {
      String path = "/d/conf" + i;
      if (i > 0) {
        bench.disk.file(path, "first " + i);
      }
      targets.add(new ModelTarget(path, bench.disk.text(path)));
    }
    bench.faults.lieAboutForcesOf(lies);
    bench.faults.watch(this::check);
  }

  /** How many states were looked at. Throws {@code AssertionError} where one is wrong. */
  static long of(List<Step> program, Predicate<String> lies) {
    ModelRun run = new ModelRun(lies);
    program.forEach(run::step);
    run.end();
    return run.states;
  }

  private void check() {
    if (targets.stream().anyMatch(ModelTarget::isLost)) {
      return; // all are in one folder
    }
    // A call has failed and the application has not been told yet: see ModelTarget.failed.
    boolean isFailing = bench.faults.fired() > firedBefore;
    Set<String> now = isFailing ? Set.of(FakeInode.OTHERS_DATA) : Set.of();
    for (ModelTarget target : targets) {
      states += target.check(bench.disk, now);
    }
  }

  private void step(Step step) {
    firedBefore = bench.faults.fired();
    ModelTarget target = targets.get(step.target());
    ModelSlot slot = slots[step.target()][step.slot()];
    if (step.kind() == Kind.FAULT) {
      bench.faults.failAny(step.call(), step.errno());
    } else if (step.kind() == Kind.OPEN && slot == null) {
      slots[step.target()][step.slot()] = openOrNull(target);
      if (slots[step.target()][step.slot()] != null) {
        write(target, slots[step.target()][step.slot()]); // no two versions are the same
      }
    } else if (step.kind() == Kind.WRITE && slot != null) {
      write(target, slot);
    } else if (step.kind() == Kind.FORCE && slot != null) {
      force(target, slot);
    } else if (step.kind() == Kind.CLOSE && slot != null) {
      slots[step.target()][step.slot()] = null;
      close(target, slot);
    } else if (step.kind() == Kind.SAVE) {
      save(target);
    } else if (step.kind() == Kind.RENAME) {
      rename(target);
    } else if (step.kind() == Kind.DELETE) {
      delete(step.target());
    }
    firedBefore = bench.faults.fired();
    check();
  }

  /** Closes what is open; then nothing of ours is left, unless a call has failed. */
  private void end() {
    for (int i = 0; i < ModelProgram.TARGETS; i++) {
      for (int j = 0; j < ModelProgram.SLOTS; j++) {
        step(new Step(Kind.CLOSE, i, j, 0, 0));
      }
    }
    if (bench.faults.fired() == 0) {
      bench.assertNothingLeft();
    }
  }

  private String next() {
    return "version " + ++version + "; ";
  }

  private ModelSlot openOrNull(ModelTarget target) {
    try {
      Opening.Opened opened = bench.openOrNull(target.path);
      return opened == null ? null : new ModelSlot(opened);
    } catch (IOException failure) {
      return null; // and the target is what it was: the next check says so
    }
  }

  private void write(ModelTarget target, ModelSlot slot) {
    String more = next();
    if (slot.published && !slot.failed) {
      if (bench.disk.text(target.path).equals(slot.content)) {
        target.writesInPlace(slot);
      }
    }
    try {
      bench.write(slot.opened, more);
      slot.content += more;
    } catch (IOException failure) {
      slot.failed = true;
      if (target.isWrittenInPlaceBy(slot)) {
        target.isUnknown();
      }
    }
  }

  private void force(ModelTarget target, ModelSlot slot) {
    boolean inPlace = slot.published;
    if (!inPlace && !slot.failed) {
      target.mayBecome(slot.content);
    }
    try {
      slot.opened.file.force(slot.opened.number);
      if (!inPlace) {
        slot.published = true;
        target.is(slot.content);
      } else if (target.isWrittenInPlaceBy(slot)) {
        target.is(slot.content);
      }
    } catch (SaveFailedException failure) {
      slot.failed = true;
      failed(target, slot, failure);
    } catch (IOException failure) {
      slot.failed = true;
      failedSomehow(target, slot);
    }
  }

  private void close(ModelTarget target, ModelSlot slot) {
    boolean isNews = !slot.published && !slot.failed;
    if (isNews) {
      target.mayBecome(slot.content);
    }
    try {
      bench.close(slot.opened);
      if (slot.failed) {
        throw new AssertionError("the close of a failed save said nothing: " + target.path);
      }
      if (isNews || target.isWrittenInPlaceBy(slot)) {
        target.is(slot.content);
      }
    } catch (SaveFailedException failure) {
      failed(target, slot, failure);
    } catch (IOException failure) {
      failedSomehow(target, slot);
    }
  }

  private static void failed(ModelTarget target, ModelSlot slot, SaveFailedException failure) {
    if (target.isWrittenInPlaceBy(slot)) {
      target.isUnknown();
    } else if (!slot.published) {
      target.failed(slot.content, failure.remains());
    }
  }

  /** Not by a step of ours: a write of the application's, or its own close(2). */
  private static void failedSomehow(ModelTarget target, ModelSlot slot) {
    if (target.isWrittenInPlaceBy(slot)) {
      target.isUnknown();
    } else if (!slot.published && slot.failed) {
      target.failed(slot.content, SaveFailedException.Remains.OLD);
    }
  }

  private void save(ModelTarget target) {
    ModelSlot slot = openOrNull(target);
    if (slot != null) {
      write(target, slot);
      close(target, slot);
    }
  }

  /** The application writes a file of its own and renames it to the target. */
  private void rename(ModelTarget target) {
    String source = target.path + ".new" + version;
    String content = next();
    if (!isWritten(source, content)) {
      return;
    }
    target.mayBecome(content);
    try {
      Outcome outcome =
          new Replacement(bench.with)
              .rename(
                  bench.policy, bench.place(source), bench.place(target.path), Existing.REPLACED);
      if (outcome == Outcome.DONE) {
        target.is(content);
      } else {
        target.failed(content, SaveFailedException.Remains.OLD);
      }
    } catch (SaveFailedException failure) {
      target.failed(content, failure.remains());
    } catch (IOException failure) {
      target.failed(content, SaveFailedException.Remains.OLD);
    }
  }

  private boolean isWritten(String path, String content) {
    try {
      int folder = bench.fs.openFolder(bench.place(path));
      try {
        int file = bench.fs.create(folder, bench.place(path).name(), Access.WRITE, 0666);
        try {
          bench.fs.write(file, content);
        } finally {
          bench.fs.close(file);
        }
      } finally {
        bench.fs.close(folder);
      }
      return true;
    } catch (IOException failure) {
      return false;
    }
  }

  /** Not while it is being saved: what comes of that is in OpenFilesTest. */
  private void delete(int index) {
    ModelTarget target = targets.get(index);
    for (ModelSlot slot : slots[index]) {
      if (slot != null) {
        return;
      }
    }
    if (!bench.disk.text(target.path).equals(FakeDisk.ABSENT)) {
      bench.disk.delete(target.path);
      target.is(FakeDisk.ABSENT);
    }
  }
}
