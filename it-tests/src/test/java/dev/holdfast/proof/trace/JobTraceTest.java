package dev.holdfast.proof.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.proof.Verdict;
import dev.holdfast.proof.trace.CrashStates.Model;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTraceTest {
  @TempDir Path folder;

  @Test
  void aKeptTraceGivesTheSameStates() throws Exception {
    JobTrace trace =
        TraceText.of(Situation.THROUGH_A_LINK)
            .with("/d/real.dat", TraceText.OLD)
            .withLink("/d/link.dat", "real.dat")
            .openCut("/d/link.dat")
            .write(TraceText.NEW)
            .ack(1)
            .trace();
    Map<Verdict, Long> counts = CrashStates.of(trace, Model.POSIX).tally().counts();

    trace.keep(folder.resolve("kept.gz"));

    assertThat(counts).containsKeys(Verdict.TORN, Verdict.EMPTY, Verdict.LOST);
    JobTrace read = JobTrace.read(folder.resolve("kept.gz"));
    assertThat(CrashStates.of(read, Model.POSIX).tally().counts()).isEqualTo(counts);
  }

  @Test
  void theOrderIsJudgedOnTheSameTrace() {
    TraceText good =
        TraceText.overwriting()
            .line("openat(AT_FDCWD</>, \"/d/t.dat\", O_RDONLY) = 8</d/t.dat>")
            .openNew("/d/.holdfast-1")
            .write(TraceText.NEW)
            .force()
            .rename("/d/.holdfast-1", "/d/t.dat")
            .line("fsync(4</d>) = 0")
            .ack(1);
    TraceText bad =
        TraceText.overwriting()
            .line("openat(AT_FDCWD</>, \"\\x2f\\x64/t.dat\", O_WRONLY|O_TRUNC) = 5</d/t.dat>")
            .write(TraceText.NEW)
            .ack(1);

    assertThat(JobVerdict.byOrder(good.trace()).tally().counts()).containsOnlyKeys(Verdict.GOOD);
    assertThat(JobVerdict.byOrder(bad.trace()).tally().counts())
        .containsKey(Verdict.TORN)
        .doesNotContainKey(Verdict.GOOD);
  }

  @Test
  void hexIsMadeReadableForTheOrderLint() {
    assertThat(Printed.readable("7 write(1<\\x2f\\x61>, \"\\x41\\x22\\x0a\\xff\", 4) = 4"))
        .isEqualTo("7 write(1</a>, \"A\\\"\\n?\", 4) = 4");
  }
}
