package dev.holdfast.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.jvm.FakeProc;
import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the number that somebody types. */
class ChoiceTest {
  @TempDir Path folder;
  private List<JavaProcess> all;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void twoJvms() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(7, "java", "A");
    proc.jvm(30, "java", "B");
    all = proc.look().all();
  }

  private JavaProcess chosen(String answer) {
    return Choice.chosen(all, answer, new PrintWriter(err, true));
  }

  @Test
  void aNumberOfTheList() {
    assertThat(chosen("1").pid()).isEqualTo(7);
    assertThat(chosen(" 2 ").pid()).isEqualTo(30);
    assertThat(err).hasToString("");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void enterAloneOrTheEndOfInput(String answer) {
    assertThat(chosen(answer)).isNull();
    assertThat(err.toString().trim()).isEqualTo("Nothing chosen, nothing done.");
  }

  /** A pid, too, is none: it may be another's number. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "7", "-1", "A"})
  void whatIsNotInTheList(String answer) {
    assertThat(chosen(answer)).isNull();
    assertThat(err.toString().trim())
        .isEqualTo("'" + answer + "' is not in the list; nothing done.");
  }
}
