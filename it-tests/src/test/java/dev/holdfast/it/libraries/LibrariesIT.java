package dev.holdfast.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.Jvms;
import dev.holdfast.it.SystemCallTrace;
import dev.holdfast.it.libraries.Forces.OfOneSave;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Libraries that know nothing of Holdfast, saving by their own calls, each on its oldest JVM, 17
 * and the newest.
 */
class LibrariesIT {
  /** As the others of the module: what a small machine has. */
  private static final int WORKERS = 2;

  private static final Map<Subject, Future<LibraryRun>> RUNS = new ConcurrentHashMap<>();
  @TempDir static Path temporary;
  private static ExecutorService workers;

  @BeforeAll
  static void start() throws Exception {
    SystemCallTrace.requireStrace();
    for (int feature : List.of(8, 11, 17, 25)) {
      Jvms.require(Jvms.of(feature));
    }
    Path scratch = temporary.toRealPath();
    workers = Executors.newFixedThreadPool(WORKERS);
    for (Subject subject : Subjects.all()) {
      RUNS.put(subject, workers.submit(() -> LibraryRun.of(subject, scratch)));
    }
  }

  @AfterAll
  static void stop() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }

  private static LibraryRun of(Subject subject) throws Exception {
    try {
      return RUNS.get(subject).get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      throw failure;
    }
  }

  static List<Subject> subjects() {
    return Subjects.all();
  }

  static List<Subject> whole() {
    return Subjects.all().stream().filter(each -> each.covers() == Covers.WHOLE).toList();
  }

  static List<Subject> careless() {
    return Subjects.all().stream().filter(each -> each.covers() != Covers.OWN_CARE).toList();
  }

  static List<Subject> careful() {
    return Subjects.all().stream().filter(each -> each.covers() == Covers.OWN_CARE).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void theLibraryReadsWithoutTheAgentWhatItSavedWithIt(Subject subject) throws Exception {
    assertThat(of(subject).read()).allMatch(("LOADED " + TracedSaves.LAST)::equals);
  }

  /** Also of those that have a temporary file and force that themselves. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void everySaveIsInTheOrderOfADurableOne(Subject subject) throws Exception {
    for (TracedSaves saves : of(subject).withAgent()) {
      if (subject.covers().isGap()) {
        assertThat(saves.violations())
            .as("%s is covered now: make its Covers WHOLE", subject)
            .isNotEmpty();
      } else {
        assertThat(saves.violations()).isEmpty();
      }
    }
  }

  /** Else the test above would prove nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void withoutTheAgentTheSameCheckIsRed(Subject subject) throws Exception {
    if (!subject.targets().isEmpty()) {
      assertThat(of(subject).withoutAgent().violations()).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("careless")
  void nothingIsForcedAgainThatHasNotChanged(Subject subject) throws Exception {
    for (TracedSaves saves : of(subject).withAgent()) {
      for (OfOneSave save : saves.forces()) {
        assertThat(unexcused(save.again(), subject)).as("%s", saves.forces()).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whole")
  void withoutTheAgentNothingIsForced(Subject subject) throws Exception {
    assertThat(of(subject).withoutAgent().forces()).allMatch(save -> save.files().isEmpty());
  }

  /**
   * The last save of each run, in a folder whose names have settled. The agent remembers 256 files
   * as forced, in slots: where two meet in one, a file is forced once more than it need be.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("careful")
  void whatForcesItselfIsNotForcedTwice(Subject subject) throws Exception {
    List<String> stock = unexcused(last(of(subject).withoutAgent()).files(), subject);
    assertThat(stock).as("the library forces nothing").isNotEmpty();
    List<Integer> more = new ArrayList<>();
    for (TracedSaves saves : of(subject).withAgent()) {
      more.add(unexcused(last(saves).files(), subject).size() - stock.size());
    }
    assertThat(more).as("forced more often, by JVM").contains(0).allMatch(n -> n == 0 || n == 1);
  }

  private static OfOneSave last(TracedSaves saves) {
    List<OfOneSave> all = saves.forces();
    assertThat(all).hasSize(TracedSaves.LAST);
    return all.get(all.size() - 1);
  }

  private static List<String> unexcused(List<String> files, Subject subject) {
    List<String> rest = new ArrayList<>(files);
    rest.removeIf(file -> file.matches(subject.also().files()));
    return rest;
  }
}
