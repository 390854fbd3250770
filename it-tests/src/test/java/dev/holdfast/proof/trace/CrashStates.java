package dev.holdfast.proof.trace;

import dev.holdfast.it.SystemCall;
import dev.holdfast.proof.Tally;
import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.trace.Inode.RegularFile;
import dev.holdfast.proof.trace.JobTrace.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes through everything that a cut between two calls of a job may leave of its target. */
final class CrashStates {
  /** How much of what isn't forced may be lost, and in which order. */
  enum Model {
    /** Any part of it: what POSIX allows. */
    POSIX,
    /** Names only from a point in time on, as on ext4, xfs and btrfs; bytes as with POSIX. */
    JOURNAL;

    private Names names() {
      return this == POSIX ? new PosixNames() : new JournalNames();
    }

    /** As the report has it. */
    String title() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A state that must not be. */
  record Damage(Verdict verdict, String what) {}

  /** Of one job, more are counted only. */
  private static final int DAMAGES_MAX = 3;

  private final JobTrace trace;
  private final String target;
  private final List<String> foldersNames;
  private final List<SystemCall> calls;
  private final KnownVersions versions = new KnownVersions();
  private final Tally tally = new Tally();
  private final List<Damage> damages = new ArrayList<>();
  private TracedDisk disk;

  /** Version 0 is what was there before; all others are as the acknowledgements say. */
  private int acknowledged;

  private CrashStates(JobTrace trace) {
    this.trace = trace;
    target = trace.job().target().toString();
    String folder = trace.job().folder().toString();
    foldersNames = List.of(folder, Printed.hex(folder));
    calls = trace.calls();
  }

  /** All states of {@code trace} in {@code model}. */
  static CrashStates of(JobTrace trace, Model model) {
    CrashStates states = new CrashStates(trace);
    states.replay(model, states::remember, call -> {});
    states.replay(model, said -> states.acknowledged = said.version(), states::judgeAfter);
    return states;
  }

  Tally tally() {
    return tally;
  }

  /** The first few of them. */
  List<Damage> damages() {
    return List.copyOf(damages);
  }

  /** What running programs read at each acknowledgement. */
  KnownVersions versions() {
    return versions;
  }

  /** What running programs read in the end; null: there is no file. */
  byte[] lastOrNull() {
    return disk.liveOrNull(target);
  }

  private interface OnAcknowledgement {
    void said(Said acknowledgement);
  }

  private interface AfterCall {
    void done(SystemCall call);
  }

  private void replay(Model model, OnAcknowledgement onAcknowledgement, AfterCall afterCall) {
    disk = new TracedDisk(versions, model.names());
    disk.existingFolder(trace.job().folder().toString());
    trace.before().forEach(each -> each.putOn(disk));
    for (SystemCall call : calls) {
      disk.apply(call);
      Said said = Said.byOrNull(call);
      if (said != null && said.word().equals("ACK") && said.target().equals(target)) {
        onAcknowledgement.said(said);
        disk.willBeStored(trace.job().content(said.version() + 1));
        afterCall.done(call);
      } else if (TracedDisk.matters(call) && isAbout(call)) {
        afterCall.done(call);
      }
    }
  }

  private void remember(Said said) {
    if (said.version() != versions.count()) {
      throw new IllegalStateException(target + ": " + said + " after " + versions.count());
    }
    versions.add(disk.liveOrNull(target));
  }

  private boolean isAbout(SystemCall call) {
    return namesTheFolder(call.resultText())
        || call.arguments().stream().anyMatch(this::namesTheFolder);
  }

  private boolean namesTheFolder(String text) {
    return foldersNames.stream().anyMatch(text::contains);
  }

  private void judgeAfter(SystemCall call) {
    for (Map.Entry<Inode, String> end : disk.reachable(target).entrySet()) {
      if (end.getKey() == null) {
        add(call, absent(), end.getValue(), "");
      } else if (end.getKey() instanceof RegularFile file) {
        for (FileData.Content content : file.data().contents()) {
          String what = content.size() + " bytes, " + content.how();
          add(call, judge(content.version()), end.getValue(), what);
        }
      } else {
        add(call, Verdict.TORN, end.getValue(), "not a file");
      }
    }
  }

  private Verdict absent() {
    boolean next = acknowledged + 1 < versions.count() && versions.isAbsent(acknowledged + 1);
    return versions.isAbsent(acknowledged) || next ? Verdict.GOOD : Verdict.MISSING;
  }

  private Verdict judge(int version) {
    if (version == KnownVersions.NOTHING) {
      return Verdict.EMPTY;
    }
    if (version == KnownVersions.NONE) {
      return Verdict.TORN;
    }
    boolean last = versions.isSame(version, acknowledged);
    boolean next =
        acknowledged + 1 < versions.count() && versions.isSame(version, acknowledged + 1);
    return last || next ? Verdict.GOOD : Verdict.LOST;
  }

  private void add(SystemCall after, Verdict verdict, String names, String content) {
    tally.add(verdict);
    if (verdict != Verdict.GOOD && damages.size() < DAMAGES_MAX) {
      damages.add(
          new Damage(
              verdict,
              verdict
                  + " if cut after "
                  + after.name()
                  + " (line "
                  + (after.end() + 1)
                  + "), ACK "
                  + acknowledged
                  + " said: "
                  + names
                  + (content.isEmpty() ? "" : ": " + content)));
    }
  }
}
