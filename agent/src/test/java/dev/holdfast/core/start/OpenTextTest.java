package dev.holdfast.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenTextTest {
  @Test
  void oneSaveIsNamedWithItsOrigin() {
    assertThat(new OpenText(Map.of("/d/state", "Store.save(Store.java:8)")))
        .hasToString("1 save is open\n  /d/state, opened at Store.save(Store.java:8)");
  }

  @Test
  void ofManyTenAreNamed() {
    Map<String, String> open = new TreeMap<>();
    for (int i = 10; i < 30; i++) {
      open.put("/d/" + i, "x");
    }

    String text = new OpenText(open).toString();

    assertThat(text).startsWith("20 saves are open\n  /d/10, opened at x\n").endsWith("\n  ...");
    assertThat(text.lines()).hasSize(12);
  }
}
