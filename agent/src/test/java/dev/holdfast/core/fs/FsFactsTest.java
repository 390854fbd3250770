package dev.holdfast.core.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsFactsTest {
  @TempDir Path folder;

  @Test
  void everythingIsTriedInOrderAndNothingIsLeft() throws IOException {
    FsFacts facts = FsFacts.of(folder.toString());

    assertThat(facts.trials()).extracting(Trial::ability).containsExactly(Ability.values());
    assertThat(facts.trials())
        .filteredOn(trial -> trial.ability().compareTo(Ability.KEEP_MODE) <= 0)
        .allSatisfy(trial -> assertThat(trial.failure()).isEmpty());
    assertThat(facts.leftBehind()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theMountIsTheOneThatTheFolderIsOn() throws IOException {
    FsFacts facts = FsFacts.of(folder.toString());

    assertThat(facts.folder()).isEqualTo(folder.toRealPath().toString());
    assertThat(facts.mountOrNull().type()).isEqualTo(Files.getFileStore(folder).type());
    assertThat(facts.freeBytes()).isPositive();
    assertThat(FsFacts.of("/proc/self/fd").mountOrNull().type()).isEqualTo("proc");
  }

  @Test
  void whereNothingCanBeCreatedNothingElseIsTried() throws IOException {
    FsFacts facts = FsFacts.of("/proc/self/fd");

    assertThat(facts.trials()).hasSize(1);
    assertThat(facts.trials().get(0).ability()).isEqualTo(Ability.CREATE_EXCLUSIVELY);
    assertThat(facts.trials().get(0).failure()).isNotEmpty().doesNotContain(".holdfast-");
    assertThat(facts.leftBehind()).isEmpty();
  }

  @Test
  void aLinkToAFolderIsThatFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(FsFacts.of(link.toString()).folder()).isEqualTo(real.toRealPath().toString());
  }

  @Test
  void whatIsNoFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FsFacts.of(file.toString())).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> FsFacts.of(folder.resolve("none").toString()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void reasonsAreTheSystemsWordsWithoutAName() {
    assertThat(FsFacts.reason(new AccessDeniedException("/x/y"))).isEqualTo("permission denied");
    assertThat(FsFacts.reason(new FileSystemException("/x/y", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FsFacts.reason(new IOException("Input/output error")))
        .isEqualTo("Input/output error");
  }

  @Test
  void inodesAreReadFromStat() {
    assertThat(FsFacts.freeInodes("1000 17")).isEqualTo(17);
    assertThat(FsFacts.freeInodes("1000 0")).isZero();
    assertThat(FsFacts.freeInodes("0 0")).isEqualTo(FsFacts.UNKNOWN);
    assertThat(FsFacts.freeInodes("stat: no such option")).isEqualTo(FsFacts.UNKNOWN);
    assertThat(FsFacts.freeInodes((String) null)).isEqualTo(FsFacts.UNKNOWN);
  }
}
