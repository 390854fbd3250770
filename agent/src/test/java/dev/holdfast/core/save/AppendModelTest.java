package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Call;
import dev.holdfast.core.fs.PowerCut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The power is cut before each call of a program that appends, and each state is looked at that the
 * disk may be left in: recovered by another process, the file is made of complete writes, from the
 * first one, and holds all that were acknowledged.
 *
 * <p>The states are those of the file and of its mark independently of each other: more than a disk
 * can be in.
 */
class AppendModelTest {
  private static final String LOG = "/d/events.log";
  private static final String OLD = "an old line\n";
  private static final List<String> RECORDS =
      List.of("first record\n", "2\n", "the third record\n", "4\n");

  /** What the program had been told when the power went. */
  private static final class Run {
    final Bench bench = Bench.appending();
    String acknowledged = OLD;

    Run(int cutBefore) throws IOException {
      bench.disk.file(LOG, OLD);
      bench.faults.cutBefore(cutBefore);
      try {
        program();
      } catch (PowerCut | SaveFailedException cut) { // the engine tells whatever fails
        assertThat(bench.faults.isCut()).isTrue();
      }
    }

    private void program() throws IOException {
      Appender appender = Appender.of(bench, LOG);
      for (String record : RECORDS.subList(0, 3)) {
        // As the JDK's loop over write(2) does it.
        appender.begin(record);
        bench.fs.write(appender.opened.number, record.substring(0, 1));
        bench.fs.write(appender.opened.number, record.substring(1));
        appender.end();
        acknowledged += record;
      }
      appender.close();
      Appender again = Appender.of(bench, LOG);
      again.write(RECORDS.get(3));
      acknowledged += RECORDS.get(3);
      again.close();
    }
  }

  private static int callsOfAWholeRun() throws IOException {
    Run whole = new Run(Integer.MAX_VALUE / 2);
    whole.bench.assertNothingLeft();
    return whole.bench.faults.count();
  }

  @Test
  void afterEachCutAndRecoveryTheFileIsMadeOfCompleteWrites() throws IOException {
    int worlds = 0;
    int cutOff = 0;
    int calls = callsOfAWholeRun();
    assertThat(calls).isGreaterThan(40);
    for (int call = 1; call <= calls; call++) {
      for (Map<String, String> world : worlds(new Run(call))) {
        String acknowledged = new Run(call).acknowledged;
        String recovered = recovered(world);

        assertThat(prefixes()).as("cut before call %d of %s", call, world).contains(recovered);
        assertThat(recovered).as("cut before call %d of %s", call, world).startsWith(acknowledged);
        worlds++;
        cutOff += recovered.equals(world.get(LOG)) ? 0 : 1;
      }
    }
    assertThat(worlds).isGreaterThan(calls);
    assertThat(cutOff).as("else no cut ever left a torn tail").isGreaterThan(10);
  }

  /** Every file in /d by its content, in every combination that a cut at this moment may leave. */
  private static List<Map<String, String>> worlds(Run run) {
    List<Map<String, String>> worlds = new ArrayList<>();
    for (Map<String, Set<String>> folder : run.bench.disk.foldersAfterCut("/d")) {
      List<Map<String, String>> combined = new ArrayList<>();
      combined.add(new LinkedHashMap<>());
      for (Map.Entry<String, Set<String>> file : folder.entrySet()) {
        List<Map<String, String>> next = new ArrayList<>();
        for (Map<String, String> world : combined) {
          for (String content : file.getValue()) {
            Map<String, String> one = new LinkedHashMap<>(world);
            one.put("/d/" + file.getKey(), content);
            next.add(one);
          }
        }
        combined = next;
      }
      worlds.addAll(combined);
    }
    return worlds;
  }

  private static Set<String> prefixes() {
    StringBuilder all = new StringBuilder(OLD);
    List<String> prefixes = new ArrayList<>(List.of(OLD));
    for (String record : RECORDS) {
      prefixes.add(all.append(record).toString());
    }
    return Set.copyOf(prefixes);
  }

  /** The disk comes back in that state; another process starts. */
  private static String recovered(Map<String, String> world) throws IOException {
    Bench next = Bench.appending();
    next.disk.file(LOG, world.getOrDefault(LOG, ""));
    long inode = next.fs.statOrNull(next.place(LOG)).inode();
    for (Map.Entry<String, String> file : world.entrySet()) {
      if (!file.getKey().equals(LOG)) {
        next.disk.file(file.getKey(), ofInode(inode, file.getValue()));
      }
    }
    // The marks' owner is one of another boot.
    Owner self =
        Owner.parseOrNull(
            "00000000000b" + Bench.OWNER.toString().substring("00000000000b".length()));
    new TornTails(next.fs, self, next.observer).recover(next.place(LOG));
    assertThat(next.fs.openDescriptors()).isEmpty();
    assertThat(next.disk.names("/d")).noneMatch(TornTails::isMark);
    assertThat(next.disk.contentsAfterCut(LOG)).as("durable, once the mark has gone").hasSize(1);
    assertThat(next.faults.log(Call.WRITE)).isEmpty();
    return next.disk.text(LOG);
  }

  /** The other disk numbers its files otherwise. */
  private static String ofInode(long inode, String mark) {
    byte[] bytes = mark.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    AppendMark parsed = AppendMark.parseOrNull(bytes);
    if (parsed == null) {
      return mark;
    }
    AppendMark same = AppendMark.first(inode, parsed.name, parsed.end);
    if (parsed.state == AppendMark.State.SHUT) {
      same = same.next(parsed.end, parsed.state);
    }
    return new String(same.toBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
