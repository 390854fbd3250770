package dev.holdfast.core.save;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.guard.AbandonmentTest;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.weave.StacksForTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a save works with, on any {@link Fs}, and an application that saves. */
final class PortableBench {
  final List<String> told = new ArrayList<>();
  final Surroundings with;
  final Policy policy;
  private final Fs fs;

  PortableBench(Fs fs, String stateFolder, Policy.Fallback fallback, Guards guards) {
    this.fs = fs;
    policy =
        new Policy(
            "rule 1",
            Policy.AtExit.AUTO,
            Policy.Renames.HARDEN,
            Policy.OnException.DISCARD,
            new EndOfInput(EndOfInput.DEFAULT),
            guards,
            Policy.Appends.SYNC,
            Policy.InPlace.SYNC,
            fallback,
            Policy.Survives.POWER_LOSS);
    Observer observer =
        new Observer() {
          @Override
          protected void say(String line) {
            told.add(line);
          }
        };
    with =
        new Surroundings(
            fs,
            observer,
            new ForcedFiles(Bench.EXACT_KERNEL),
            new ShadowName(Bench.OWNER),
            new StateFolder(fs, stateFolder),
            new Abandonment(StacksForTests.ofThisJvm(), AbandonmentTest::classFileOf));
  }

  /** The application opens, writes and closes; {@code false}: it was left to stock. */
  boolean save(Place place, String content) throws IOException {
    Opening.Opened opened = openOrNull(place);
    if (opened == null) {
      return false;
    }
    fs.write(opened.number, content.getBytes(UTF_8), 0);
    close(opened);
    return true;
  }

  Opening.Opened openOrNull(Place place) throws IOException {
    return new Opening(with)
        .wholeOrNull(
            policy, place, Access.WRITE, 0666, Opening.Missing.CREATED, Opening.Links.FOLLOWED);
  }

  void close(Opening.Opened opened) throws IOException {
    opened.file.commit(opened.number);
    fs.close(opened.number);
    opened.file.closed();
  }

  /** The application's own temp is renamed to its target. */
  void rename(Place source, Place target) throws IOException {
    new Replacement(with).rename(policy, source, target, Replacement.Existing.REPLACED);
  }
}
