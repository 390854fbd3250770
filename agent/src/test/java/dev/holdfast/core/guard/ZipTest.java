package dev.holdfast.core.guard;

import static dev.holdfast.core.guard.Bytes.whyNot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipTest {
  private static final byte[] TEXT = "some text, some text, some text".getBytes(UTF_8);

  @TempDir Path folder;

  private static byte[] zip(int method, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(TEXT);
        entry.setMethod(method);
        entry.setSize(TEXT.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(TEXT);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private String whyNotZip(byte[] bytes) {
    return whyNot(Format.ZIP, new Bytes(bytes, folder));
  }

  @Test
  void archivesAreValid() throws IOException {
    assertThat(whyNotZip(zip(ZipEntry.DEFLATED, "a", "b/", "b/\u00fc"))).isNull();
    assertThat(whyNotZip(zip(ZipEntry.STORED, "a", "b"))).isNull();
    assertThat(whyNotZip(zip(ZipEntry.STORED))).isNull();
  }

  @Test
  void everyCutIsSeen() throws IOException {
    Bytes whole = new Bytes(zip(ZipEntry.DEFLATED, "a", "b"), folder);
    for (int length = 0; length < whole.size(); length++) {
      assertThat(whyNot(Format.ZIP, whole.cutTo(length))).as("cut to %s", length).isNotNull();
    }
    assertThat(whyNot(Format.ZIP, whole.cutTo(50))).startsWith("no archive: ");
  }

  @Test
  void otherFilesAreNoArchives() {
    assertThat(whyNotZip("text".getBytes(UTF_8))).startsWith("no archive: ");
    assertThat(whyNotZip(new byte[100_000])).startsWith("no archive: ");
  }

  /** ZipFile reads such an entry without a word. */
  @Test
  void aWrongByteIsFoundByItsChecksum() throws IOException {
    byte[] bytes = zip(ZipEntry.STORED, "good", "bad");
    int at = new String(bytes, UTF_8).indexOf("bad") + 5;
    bytes[at] ^= 1;
    assertThat(whyNotZip(bytes)).isEqualTo("entry 'bad': the checksum is another");
  }

  @Test
  void damagedCompressionIsToldOfItsEntry() throws IOException {
    byte[] bytes = zip(ZipEntry.DEFLATED, "good", "bad");
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("bad") + 3;
    Arrays.fill(bytes, at, at + 12, (byte) 0xff);
    assertThat(whyNotZip(bytes)).startsWith("entry 'bad': ");
  }

  @Test
  void anEntryThatIsNotAsLongAsToldIsFound() throws IOException {
    for (int wrong : new int[] {TEXT.length - 1, TEXT.length + 1}) {
      byte[] bytes = zip(ZipEntry.DEFLATED, "a");
      ByteBuffer directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int start = directory.getInt(bytes.length - 6);
      directory.putInt(start + 24, wrong);
      assertThat(whyNotZip(bytes))
          .isEqualTo("entry 'a': not the " + wrong + " bytes that the directory tells of");
    }
  }
}
