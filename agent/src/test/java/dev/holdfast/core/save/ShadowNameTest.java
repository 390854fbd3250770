package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowNameTest {
  private static final String OWNER = Bench.OWNER.toString();

  private final ShadowName names = new ShadowName(Bench.OWNER);

  @Test
  void allAreOfOneLengthAndNoTwoAreTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String name = names.next();
      assertThat(name).startsWith(".holdfast-").hasSize(59).hasSizeLessThanOrEqualTo(64);
      assertThat(seen.add(name)).isTrue();
    }
  }

  @Test
  void theirOwnerIsReadBack() {
    assertThat(ShadowName.Kind.SHADOW_COPY.ownerOrNull(names.next())).hasToString(OWNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "conf",
        ".holdfast-",
        ".holdfast-s-",
        ".holdfast-s-OWNER",
        ".holdfast-s-OWNER0000000",
        ".holdfast-s-OWNER000000000",
        ".holdfast-s-OWNERzzzzzzzz",
        ".holdfast-s-OWNER0000000A",
        ".holdfast-x-OWNER00000000",
        "xholdfast-s-OWNER00000000",
        "conf.holdfast-unfinished"
      })
  void whatOnlyLooksSimilarIsNobodys(String name) {
    assertThat(ShadowName.Kind.SHADOW_COPY.ownerOrNull(name.replace("OWNER", OWNER))).isNull();
  }
}
