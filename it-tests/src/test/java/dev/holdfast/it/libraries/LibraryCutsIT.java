package dev.holdfast.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.Jvms;
import dev.holdfast.it.libraries.TracedSaves.Agent;
import dev.holdfast.proof.calls.Tripwire;
import dev.holdfast.proof.disk.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes in the midst of a library's save, on ext4 without the heuristics that help such
 * applications. {@code -Dholdfast.library-points=N}: as many points of each save, spread evenly.
 */
class LibraryCutsIT {
  private static final int POINTS = Integer.getInteger("holdfast.library-points", 8);
  private static final int ALL = Integer.MAX_VALUE;

  /** The one that most of them are run on. */
  private static final int FEATURE = Integer.getInteger("holdfast.library-jdk", 17);

  @TempDir static Path temporary;
  private static Path scratch;
  private static Path tripwires;

  @BeforeAll
  static void check() throws Exception {
    for (String missing : new String[] {Needs.mountsOrNull(), Tripwire.missingOrNull()}) {
      Jvms.requireOrSkip(missing == null, missing + "");
    }
    Jvms.require(Jvms.of(FEATURE));
    scratch = temporary.toRealPath();
    tripwires = Files.createDirectory(scratch.resolve("tripwires"));
  }

  static List<Subject> surviving() {
    return Subjects.all().stream().filter(each -> each.covers().survivesCuts()).toList();
  }

  static List<Subject> needingIt() {
    return Subjects.all().stream().filter(each -> each.covers().needsTheAgent()).toList();
  }

  static List<Subject> gaps() {
    return Subjects.all().stream()
        .filter(each -> each.covers().isGap() && !each.covers().survivesCuts())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("surviving")
  void thePowerCutLeavesTheOldOrTheNewVersion(Subject subject) throws Exception {
    try (PowerCuts cuts = cuts(subject, Agent.ON)) {
      assertThat(cuts.damages(POINTS, ALL)).isEmpty();
      System.out.println(subject + ", agent ON: " + cuts.points() + " power cuts, no damage");
    }
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("needingIt")
  void withoutTheAgentTheSameCutsDoDamage(Subject subject) throws Exception {
    try (PowerCuts cuts = cuts(subject, Agent.OFF)) {
      List<String> damages = cuts.damages(ALL, 1);
      System.out.println(subject + ", agent OFF: " + cuts.points() + " power cuts, " + damages);
      assertThat(damages).isNotEmpty();
    }
  }

  /** Not wished for, but so: when it is no longer so, this says it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("gaps")
  void aGapIsStillThere(Subject subject) throws Exception {
    try (PowerCuts cuts = cuts(subject, Agent.ON)) {
      List<String> damages = cuts.damages(ALL, 1);
      System.out.println(subject + ", agent ON: " + cuts.points() + " power cuts, " + damages);
      assertThat(damages)
          .as("%s is covered now (%s): make its Covers WHOLE", subject, subject.covers().gap())
          .isNotEmpty();
    }
  }

  private static PowerCuts cuts(Subject subject, Agent agent) throws Exception {
    return new PowerCuts(subject, Jvms.of(FEATURE), agent, scratch, tripwires);
  }
}
