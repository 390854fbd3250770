package dev.holdfast.core.save;

import static dev.holdfast.core.fs.FakeDisk.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.PowerCut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Saves, empty saves, kills at any call, another N, versions that somebody deletes, in random
 * order; compared with a model after each step.
 */
class KeepingRandomTest {
  private static final String TARGET = "/d/conf";
  private static final int NUMBER_MAX = 6;

  private final List<String> steps = new ArrayList<>();
  private Bench bench = KeepingTest.keeping(3);
  private int most = 3;
  private int version;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void versionsAreKeptAsTheModelHasIt(long seed) throws IOException {
    Random random = new Random(seed);
    steps.add("seed " + seed);
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(8)) {
        case 0 -> save("");
        case 1, 2 -> kill(random);
        case 3 -> setMost(random.nextInt(5));
        case 4 -> delete(random);
        default -> save("version " + ++version);
      }
    }
  }

  private void setMost(int number) {
    steps.add("N = " + number);
    most = number;
    Bench other = KeepingTest.keeping(number);
    for (String name : bench.disk.names("/d")) {
      other.disk.file("/d/" + name, bench.disk.text("/d/" + name));
    }
    if (isFirstKept(versions())) {
      other.disk.delete(KeepingTest.previous(1));
      other.disk.hardLink(KeepingTest.previous(1), TARGET);
    }
    bench = other;
  }

  private void delete(Random random) {
    int number = 1 + random.nextInt(NUMBER_MAX);
    if (!bench.disk.text(KeepingTest.previous(number)).equals(ABSENT)) {
      steps.add("delete " + number);
      bench.disk.delete(KeepingTest.previous(number));
    }
  }

  /** What is there: 0 is the target. */
  private Map<Integer, String> versions() {
    Map<Integer, String> found = new TreeMap<>();
    for (int number = 0; number <= NUMBER_MAX; number++) {
      String text = bench.disk.text(number == 0 ? TARGET : KeepingTest.previous(number));
      if (!text.equals(ABSENT)) {
        found.put(number, text);
      }
    }
    return found;
  }

  private boolean isFirstKept(Map<Integer, String> versions) {
    return versions.containsKey(0)
        && versions.containsKey(1)
        && bench.disk.at(TARGET).equals(bench.disk.at(KeepingTest.previous(1)));
  }

  private Map<Integer, String> afterSave(Map<Integer, String> before, String content) {
    Map<Integer, String> after = new TreeMap<>(before);
    String current = after.getOrDefault(0, "");
    if (most > 0 && !current.isEmpty() && !isFirstKept(before)) {
      int gap = 1;
      while (gap < most && after.containsKey(gap)) {
        gap++;
      }
      for (int number = gap; number > 1; number--) {
        after.put(number, after.get(number - 1));
      }
      after.put(1, current);
    }
    after.put(0, content);
    return after;
  }

  private void save(String content) throws IOException {
    steps.add("save '" + content + "'");
    Map<Integer, String> expected = afterSave(versions(), content);

    bench.save(TARGET, content);

    assertThat(versions()).as("%s", steps).isEqualTo(expected);
    assertThat(bench.told).as("%s", steps).isEmpty();
    bench.assertNothingLeft();
  }

  private void kill(Random random) throws IOException {
    String content = "version " + ++version;
    int nth = 1 + random.nextInt(30);
    steps.add("save '" + content + "', killed before call " + nth);
    Map<Integer, String> before = versions();
    Map<Integer, String> after = afterSave(before, content);
    bench.faults.cutBefore(nth);
    try {
      bench.save(TARGET, content);
    } catch (PowerCut | IOException end) {
      assertThat(bench.faults.isCut()).isTrue();
    }
    KeepingPowerCutTest.restart(bench);
    Map<Integer, String> now = versions();
    if (content.equals(now.get(0))) {
      assertThat(now).as("%s", steps).isEqualTo(after);
      return;
    }
    assertThat(now.get(0)).as("%s", steps).isEqualTo(before.get(0));
    Set<String> wanted = new HashSet<>(after.values());
    wanted.remove(content);
    assertThat(now.values()).as("%s", steps).containsAll(wanted);
    assertThat(before.values()).as("%s", steps).containsAll(now.values());
  }
}
