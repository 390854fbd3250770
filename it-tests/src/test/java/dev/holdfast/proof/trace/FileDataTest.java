package dev.holdfast.proof.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which bytes a cut may leave of a file. */
class FileDataTest {
  private final KnownVersions versions = new KnownVersions();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Change write(int offset, String text, int end) {
    return Change.write(offset, bytes(text), end, "w" + end);
  }

  private static List<String> hows(FileData data) {
    return data.contents().stream().map(c -> c.size() + " " + c.how()).toList();
  }

  @Test
  void whatIsForcedIsThereWholeAndAlone() {
    FileData data = new FileData(versions, bytes("old"));
    data.change(write(0, "n", 1));
    data.forced(2);

    assertThat(hows(data)).containsExactly("3 as it was forced");
    assertThat(new String(data.live(), StandardCharsets.US_ASCII)).isEqualTo("nld");
  }

  @Test
  void ofThreeWritesAnyPrefixAllButOneOrOneAloneMayBeThere() {
    FileData data = new FileData(versions, new byte[0]);
    data.change(write(0, "a", 1));
    data.change(write(1, "b", 2));
    data.change(write(2, "c", 3));

    assertThat(hows(data))
        .containsExactly(
            "0 as it was",
            "1 all up to w1",
            "1 the size after w1, zeros in the place of its bytes",
            "2 all up to w2",
            "2 the size after w2, zeros in the place of its bytes",
            "2 only w2",
            "3 all up to w3",
            "3 the size after w3, zeros in the place of its bytes",
            "3 only w3",
            "3 all but w1",
            "3 all but w2");
  }

  @Test
  void aWriteMayBeCutWhereAPageOfTheFileEnds() {
    FileData data = new FileData(versions, new byte[0]);
    data.change(write(4000, "x".repeat(96 + 4096 + 5), 1));
    data.change(write(8192, "y".repeat(4096), 2));

    assertThat(hows(data).stream().filter(how -> how.contains("cut")))
        .containsExactly("4096 w1 cut after 96 bytes", "8192 w1 cut after 4192 bytes");
  }

  @Test
  void aForceCoversWhatHadReturnedWhenItBegan() {
    FileData data = new FileData(versions, new byte[0]);
    data.change(write(0, "a", 1));
    data.change(write(1, "b", 5));
    data.forced(3);

    assertThat(hows(data))
        .containsExactly(
            "1 as it was forced",
            "2 all up to w5",
            "2 the size after w5, zeros in the place of its bytes");
  }

  @Test
  void aCutMayBeLostAndTheWritesAfterItNot() {
    versions.add(bytes("new"));
    FileData data = new FileData(versions, bytes("older"));
    data.change(Change.size(0, 1, "cut"));
    data.change(write(0, "new", 2));

    assertThat(hows(data)).contains("5 all but cut", "0 all up to cut", "5 only w2");
    assertThat(data.contents().stream().filter(c -> c.version() == 0).map(FileData.Content::how))
        .containsExactly("all up to w2");
  }

  @Test
  void zerosAreNoVersionUnlessOneHasThem() {
    versions.add(bytes("ab"));
    FileData data = new FileData(versions, new byte[0]);
    data.change(write(0, "ab", 1));

    assertThat(data.contents().stream().map(FileData.Content::version))
        .containsExactly(KnownVersions.NOTHING, 0, KnownVersions.NONE);
  }
}
