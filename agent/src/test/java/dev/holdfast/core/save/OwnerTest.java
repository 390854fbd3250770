package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.core.save.Owner.OtherBoots;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boot, namespace, process, start: 12, 8, 8 and 11 digits. */
class OwnerTest {
  private static final String NAMESPACE = "pid:[4026531836]";

  private Owner self;
  private String text;

  @BeforeEach
  void lookAtThisProcess() throws IOException {
    self = Owner.ofThisProcess(NAMESPACE);
    text = self.toString();
  }

  private boolean hasEnded(String boot, String namespace, String process, String start) {
    Owner owner = Owner.parseOrNull(boot + namespace + process + start);
    return owner.hasEnded(self, OtherBoots.HAVE_ENDED);
  }

  private String boot() {
    return text.substring(0, 12);
  }

  private String namespace() {
    return text.substring(12, 20);
  }

  private String process() {
    return text.substring(20, 28);
  }

  private String start() {
    return text.substring(28);
  }

  @Test
  void itIsAsLongAsAllAndReadBack() {
    assertThat(text).hasSize(Owner.LENGTH).matches("[0-9a-f]+");
    assertThat(Owner.parseOrNull(text)).hasToString(text);
    assertThat(Long.parseLong(process(), 16)).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void theNamespaceIsTheOneTheLinkNames() {
    assertThat(namespace()).isEqualTo(Long.toHexString(4026531836L));
  }

  @Test
  void aLinkThatNamesNoNamespaceIsAnError() {
    assertThatThrownBy(() -> Owner.ofThisProcess("pid")).hasMessageContaining("'pid'");
    assertThatThrownBy(() -> Owner.ofThisProcess("][")).isInstanceOf(IOException.class);
  }

  @Test
  void thisProcessLives() {
    assertThat(self.hasEnded(self, OtherBoots.HAVE_ENDED)).isFalse();
    assertThat(hasEnded(boot(), namespace(), process(), start())).isFalse();
  }

  @Test
  void aProcessThatIsNotThereHasEnded() {
    assertThat(hasEnded(boot(), namespace(), "7fffffff", start())).isTrue();
  }

  @Test
  void itsNumberGivenToAnotherMeansThatItHasEnded() {
    assertThat(hasEnded(boot(), namespace(), process(), "00000000001")).isTrue();
  }

  @Test
  void inAnotherNamespaceNobodyCanTell() {
    assertThat(hasEnded(boot(), "00000001", "7fffffff", start())).isFalse();
  }

  @Test
  void ofAnotherBootOnlyALocalDiskTells() {
    Owner other = Owner.parseOrNull("000000000000" + text.substring(12));

    assertThat(other.hasEnded(self, OtherBoots.HAVE_ENDED)).isTrue();
    assertThat(other.hasEnded(self, OtherBoots.MAY_LIVE)).isFalse();
  }

  @Test
  void whatIsNoOwnerIsNone() {
    assertThat(Owner.parseOrNull("")).isNull();
    assertThat(Owner.parseOrNull(text + "0")).isNull();
    assertThat(Owner.parseOrNull(text.substring(1))).isNull();
    assertThat(Owner.parseOrNull("g" + text.substring(1))).isNull();
    assertThat(Owner.parseOrNull("A" + text.substring(1))).isNull();
  }
}
