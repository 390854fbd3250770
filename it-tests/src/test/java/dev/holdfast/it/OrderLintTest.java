package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.OrderLint.Before;
import dev.holdfast.it.OrderLint.Content;
import dev.holdfast.it.OrderLint.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Way;

/** Each rule goes red on a trace that breaks it, and on that alone. */
class OrderLintTest {
  private static final String ACK_0 = "7 write(1<pipe:[1]>, \"ACK 0 /d/t\\n\", 11) = 11";
  private static final String ACK_1 = "7 write(1<pipe:[1]>, \"ACK 1 /d/t\\n\", 11) = 11";
  private static final String HOLD = "7 openat(AT_FDCWD</w>, \"/d/t\", O_RDONLY) = 9</d/t>";
  private static final String MAKE =
      "7 openat(4</d>, \".holdfast-1\", O_WRONLY|O_CREAT|O_EXCL, 0600) = 5</d/.holdfast-1>";
  private static final String WRITE = "7 write(5</d/.holdfast-1>, \"new, \\\"(\"..., 8) = 8";
  private static final String FORCE = "7 fsync(5</d/.holdfast-1>)   = 0";
  private static final String RENAME = "7 renameat(4</d>, \".holdfast-1\", 4</d>, \"t\") = 0";
  private static final String FOLDER = "7 fsync(4</d>) = 0";
  private static final String RELEASE = "7 close(9</d/t>(deleted)) = 0";
  private static final String CLOSE = "7 close(5</d/t>) = 0";

  private static final List<String> GOOD =
      List.of(ACK_0, HOLD, MAKE, WRITE, FORCE, RENAME, FOLDER, RELEASE, CLOSE, ACK_1);

  @Test
  void theProtocolAsItShouldBeHasNoViolation() {
    assertThat(violations(GOOD, Way.Kind.OVERWRITES)).isEmpty();
  }

  @Test
  void callsOfOtherThreadsMayComeBetween() {
    List<String> trace =
        replacing(
            FORCE,
            "7 fsync(5</d/.holdfast-1> <unfinished ...>",
            "8 openat(AT_FDCWD</w>, \"/x\", O_RDONLY) = -1 ENOENT (No such file or directory)",
            "7 <... fsync resumed>)   = 0");

    assertThat(violations(trace, Way.Kind.OVERWRITES)).isEmpty();
  }

  @Test
  void anotherTargetsAckEndsNoSave() {
    List<String> trace = after(FORCE, "7 write(1<pipe:[1]>, \"ACK 1 /d/other\\n\", 15) = 15");

    assertThat(violations(trace, Way.Kind.OVERWRITES)).isEmpty();
  }

  @Test
  void aSaveThatWasNeverAcknowledgedIsNoPass() {
    assertThat(violations(GOOD.subList(0, 9), Way.Kind.OVERWRITES)).contains(Rule.REPLACED_ONCE);
  }

  static Stream<Arguments> brokenTraces() {
    return Stream.of(
        broken("renamed twice", Rule.REPLACED_ONCE, twice()),
        broken(
            "a temporary file of another name",
            Rule.SHADOWED,
            GOOD.stream().map(line -> line.replace(".holdfast-1", "t.tmp")).toList()),
        broken("nothing written", Rule.WRITTEN, without(WRITE)),
        broken("not forced", Rule.FORCED_BEFORE_RENAME, without(FORCE)),
        broken(
            "forced before the last write",
            Rule.FORCED_BEFORE_RENAME,
            replacing(WRITE, FORCE, WRITE, "").stream().filter(l -> !l.isEmpty()).toList(),
            FORCE),
        broken("forced after the rename", Rule.FORCED_BEFORE_RENAME, moved(FORCE, RENAME)),
        broken(
            "the rename does not wait for the force of another thread",
            Rule.FORCED_BEFORE_RENAME,
            replacing(
                FORCE,
                "8 fsync(5</d/.holdfast-1> <unfinished ...>",
                RENAME,
                "8 <... fsync resumed>)   = 0"),
            RENAME),
        broken("folder not forced", Rule.FOLDER_FORCED, without(FOLDER)),
        broken("folder forced before the rename", Rule.FOLDER_FORCED, moved(RENAME, FOLDER)),
        broken("folder forced after the ACK", Rule.FOLDER_FORCED, moved(FOLDER, ACK_1)),
        broken(
            "the force of the folder failed",
            Rule.FOLDER_FORCED,
            replacing(FOLDER, "7 fsync(4</d>) = -1 EIO (Input/output error) (INJECTED)")),
        broken(
            "target cut",
            Rule.TARGET_UNTOUCHED,
            after(
                ACK_0,
                "7 openat(AT_FDCWD</w>, \"/d/t\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</d/t>")),
        broken("target unlinked", Rule.TARGET_UNTOUCHED, after(FORCE, "7 unlink(\"/d/t\") = 0")),
        broken(
            "target moved away",
            Rule.TARGET_UNTOUCHED,
            after(FORCE, "7 rename(\"/d/t\", \"/d/t.old\") = 0")),
        broken(
            "target written in place",
            Rule.TARGET_UNTOUCHED,
            after(
                FOLDER,
                "7 openat(AT_FDCWD</w>, \"/d/t\", O_RDWR) = 3</d/t>",
                "7 pwrite64(3</d/t>, \"late\", 4, 0) = 4")),
        broken("old file not held", Rule.OLD_HELD, without(HOLD)),
        broken("old file let go before the folder's force", Rule.OLD_HELD, moved(FOLDER, RELEASE)),
        broken(
            "forced again after a failure",
            Rule.FAILED_FORCE_FINAL,
            after(WRITE, "7 fsync(5</d/.holdfast-1>) = -1 EIO (Input/output error) (INJECTED)")),
        broken(
            "a shadow copy is left",
            Rule.NOTHING_LEFT,
            after(
                WRITE,
                "7 openat(4</d>, \".holdfast-2\", O_WRONLY|O_CREAT|O_EXCL, 0600) = 6</d/.holdfast-2>")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("brokenTraces")
  void aBrokenRuleIsSeen(String what, Rule rule, List<String> trace) {
    assertThat(violations(trace, Way.Kind.OVERWRITES)).as(what).containsOnly(rule);
  }

  @Test
  void everyRuleButOneHasABrokenTraceAbove() {
    assertThat(
            brokenTraces().map(arguments -> (Rule) arguments.get()[1]).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Rule.values()).filter(rule -> rule != Rule.FORCED_ONCE).toList());
  }

  @Test
  void aFileThatTheProgramForcedIsNotForcedAgain() {
    List<String> once = GOOD.stream().map(l -> l.replace(".holdfast-1", "t.tmp")).toList();
    List<String> twice =
        after(FORCE, FORCE).stream().map(l -> l.replace(".holdfast-1", "t.tmp")).toList();

    assertThat(violations(once, Way.Kind.FORCES_AND_REPLACES)).isEmpty();
    assertThat(violations(twice, Way.Kind.FORCES_AND_REPLACES)).containsOnly(Rule.FORCED_ONCE);
  }

  @Test
  void theFolderThatTheFileCameFromIsForcedToo() {
    List<String> elsewhere = GOOD.stream().map(l -> fromElsewhere(l)).toList();
    List<String> both = new ArrayList<>(elsewhere);
    both.add(both.indexOf(FOLDER), "7 fsync(8</e>) = 0");

    assertThat(violations(both, Way.Kind.REPLACES)).isEmpty();
    assertThat(violations(elsewhere, Way.Kind.REPLACES)).containsOnly(Rule.FOLDER_FORCED);
  }

  private static String fromElsewhere(String line) {
    return line.equals(RENAME)
        ? "7 rename(\"/e/part\", \"/d/t\") = 0"
        : line.replace("4</d>, \".holdfast-1\"", "8</e>, \"part\"")
            .replace("/d/.holdfast-1", "/e/part");
  }

  @Test
  void aNewTargetHasNoOldFileToHold() {
    List<OrderLint.Violation> violations =
        OrderLint.check(
            SystemCallTrace.parse(without(HOLD)),
            "/d/t",
            "/d/t",
            Way.Kind.OVERWRITES,
            Before.ABSENT,
            Content.SOME);

    assertThat(violations).isEmpty();
  }

  private static List<String> twice() {
    return after(
        RENAME,
        "7 openat(4</d>, \".holdfast-2\", O_WRONLY|O_CREAT|O_EXCL, 0600) = 6</d/.holdfast-2>",
        "7 openat(AT_FDCWD</w>, \"/d/t\", O_RDONLY) = 11</d/t>",
        "7 write(6</d/.holdfast-2>, \"x\", 1) = 1",
        "7 fdatasync(6</d/.holdfast-2>) = 0",
        "7 rename(\"/d/.holdfast-2\", \"/d/t\") = 0");
  }

  private static Arguments broken(String what, Rule rule, List<String> trace, String... dropLast) {
    List<String> lines = new ArrayList<>(trace);
    for (String line : dropLast) {
      lines.remove(lines.lastIndexOf(line));
    }
    return Arguments.of(what, rule, lines);
  }

  private static List<String> without(String line) {
    return GOOD.stream().filter(l -> !l.equals(line)).toList();
  }

  private static List<String> replacing(String line, String... by) {
    return GOOD.stream().flatMap(l -> l.equals(line) ? Stream.of(by) : Stream.of(l)).toList();
  }

  private static List<String> after(String line, String... more) {
    return GOOD.stream()
        .flatMap(l -> l.equals(line) ? Stream.concat(Stream.of(l), Stream.of(more)) : Stream.of(l))
        .toList();
  }

  /** The line {@code line} stands right behind {@code behind}. */
  private static List<String> moved(String line, String behind) {
    return without(line).stream()
        .flatMap(l -> l.equals(behind) ? Stream.of(l, line) : Stream.of(l))
        .toList();
  }

  private static List<Rule> violations(List<String> trace, Way.Kind kind) {
    return OrderLint.check(
            SystemCallTrace.parse(trace), "/d/t", "/d/t", kind, Before.EXISTS, Content.SOME)
        .stream()
        .map(OrderLint.Violation::rule)
        .toList();
  }
}
