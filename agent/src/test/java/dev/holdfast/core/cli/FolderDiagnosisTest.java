package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Ability;
import dev.holdfast.core.fs.FsFacts;
import dev.holdfast.core.fs.Trial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FolderDiagnosisTest {
  @ParameterizedTest
  @EnumSource(Ability.class)
  void whatWorksIsFine(Ability ability) {
    assertThat(of(ability, "").word()).isEqualTo(Finding.Word.OK);
  }

  @ParameterizedTest
  @EnumSource(Ability.class)
  void whatDoesNotWorkIsToldWithTheSystemsReason(Ability ability) {
    assertThat(of(ability, "Input/output error").toString()).contains("Input/output error");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE_EXCLUSIVELY, FAIL",
    "FORCE_FILE, FAIL",
    "REPLACE_BY_RENAME, FAIL",
    "FORCE_FOLDER, FAIL",
    "OWN_NAMES, FAIL",
    "LONG_NAMES, WARN",
    "KEEP_MODE, WARN",
    "HARD_LINK, OK",
    "SYMBOLIC_LINK, OK",
    "USER_ATTRIBUTE, OK"
  })
  void whatASaveNeedsFailsWhatItKeepsWarnsWhatNoFileHasIsFine(Ability ability, String word) {
    assertThat(of(ability, "Operation not supported").word()).hasToString(word);
  }

  @Test
  void everyAbilityHasItsCase() {
    List<Trial> all =
        Arrays.stream(Ability.values()).map(ability -> new Trial(ability, "")).toList();

    assertThat(FolderDiagnosis.ofTrials(all)).hasSameSizeAs(Ability.values());
  }

  @ParameterizedTest
  @CsvSource({
    "16777216, 100, OK, OK",
    "16777215, 100, WARN, OK",
    "0, 99, WARN, WARN",
  })
  void littleRoomIsWarnedOf(long bytes, long inodes, String space, String names) {
    assertThat(FolderDiagnosis.ofRoom(bytes, inodes))
        .extracting(finding -> finding.word().toString())
        .containsExactly(space, names);
  }

  @Test
  void unknownInodesAreNotMentioned() {
    assertThat(FolderDiagnosis.ofRoom(1L << 30, FsFacts.UNKNOWN)).hasSize(1);
  }

  @Test
  void whatIsLeftBehindFails() {
    assertThat(FolderDiagnosis.ofLeftBehind(List.of("/x/.holdfast-probe-1: permission denied")))
        .hasToString(
            "[FAIL  left behind: /x/.holdfast-probe-1: permission denied;"
                + " remedy: remove it by hand]");
  }

  @Test
  void sizesAreReadable() {
    assertThat(FolderDiagnosis.inUnits(0)).isEqualTo("0 bytes");
    assertThat(FolderDiagnosis.inUnits(10239)).isEqualTo("10239 bytes");
    assertThat(FolderDiagnosis.inUnits(10240)).isEqualTo("10 KB");
    assertThat(FolderDiagnosis.inUnits(64L << 30)).isEqualTo("64 GB");
  }

  private static Finding of(Ability ability, String failure) {
    return FolderDiagnosis.ofTrials(List.of(new Trial(ability, failure))).get(0);
  }
}
