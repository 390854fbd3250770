package dev.holdfast.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsRead(Answer.Word word) {
    Answer read = Answer.of(new Answer(word, "zwei\nZeilen, \u00fc\n").toBytes());

    assertThat(read.word()).isEqualTo(word);
    assertThat(read.text()).isEqualTo("zwei\nZeilen, \u00fc\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DONE", "SURE\nthing"})
  void whatIsNoAnswerIsNotTakenForOne(String file) {
    assertThatThrownBy(() -> Answer.of(file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProcessKnowsItsOwnName() throws Exception {
    String name = ProcessName.ofThis();

    assertThat(name).matches(ProcessHandle.current().pid() + "-[0-9]+");
    assertThat(ProcessName.hasEnded(name)).isFalse();
    assertThat(ProcessName.hasEnded(name + "1")).as("the number is used again").isTrue();
    assertThat(ProcessName.hasEnded("99999999-1")).isTrue();
    assertThat(ProcessName.hasEnded("keep-me")).as("not ours to judge").isFalse();
  }
}
