package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class AppendMarkTest {
  private static final String NAME = "büro's log\n.txt";
  private static final AppendMark FIRST = AppendMark.first(0x7fff_ffff_ffffL, NAME, 5);

  private static byte[] with(byte[] file, AppendMark mark) {
    byte[] next = file.clone();
    System.arraycopy(mark.slot(), 0, next, (int) mark.slotPosition(), AppendMark.BLOCK);
    return next;
  }

  @Test
  void itIsReadAsItWasWritten() {
    AppendMark read = AppendMark.parseOrNull(FIRST.toBytes());

    assertThat(read.inode).isEqualTo(0x7fff_ffff_ffffL);
    assertThat(read.name).isEqualTo(NAME);
    assertThat(read.end).isEqualTo(5);
    assertThat(read.state).isEqualTo(AppendMark.State.OPEN);
  }

  @Test
  void aPersonCanReadIt() {
    assertThat(new String(FIRST.toBytes(), StandardCharsets.US_ASCII))
        .startsWith("holdfast append mark 1\ninode 00007fffffffffff\nname 62c3bc726f")
        .contains("slot 0000000000000001 0000000000000005 open\n");
  }

  @Test
  void theLatestOfTheTwoSlotsCounts() {
    AppendMark mark = FIRST;
    byte[] file = mark.toBytes();
    for (long end = 6; end < 20; end++) {
      mark = mark.next(end, AppendMark.State.OPEN);
      file = with(file, mark);
      assertThat(AppendMark.parseOrNull(file).end).isEqualTo(end);
    }
    mark = mark.next(20, AppendMark.State.SHUT);

    assertThat(AppendMark.parseOrNull(with(file, mark)).state).isEqualTo(AppendMark.State.SHUT);
  }

  /** Each byte of the slot on its way lost, and each part of it written only. */
  @Test
  void aTornSlotLeavesTheOneBeforeIt() {
    AppendMark second = FIRST.next(1000, AppendMark.State.OPEN);
    AppendMark third = second.next(0xabcdef, AppendMark.State.OPEN);
    byte[] before = with(FIRST.toBytes(), second);
    byte[] after = with(before, third);
    int start = (int) third.slotPosition();
    int differing = 0;
    for (int i = 0; i < AppendMark.BLOCK; i++) {
      byte[] torn = after.clone();
      System.arraycopy(before, start + i, torn, start + i, AppendMark.BLOCK - i);
      assertSecondOrThird(torn);
      byte[] otherHalf = before.clone();
      System.arraycopy(after, start + i, otherHalf, start + i, AppendMark.BLOCK - i);
      assertSecondOrThird(otherHalf);
      differing += before[start + i] == after[start + i] ? 0 : 1;
    }
    assertThat(differing).as("else nothing was torn").isGreaterThan(5);
  }

  private static void assertSecondOrThird(byte[] torn) {
    assertThat(AppendMark.parseOrNull(torn).end).isIn(1000L, 0xabcdefL);
  }

  @Test
  void garbageInOneSlotIsNoMark() {
    byte[] file = with(FIRST.toBytes(), FIRST.next(9, AppendMark.State.OPEN));
    byte[] garbage = new byte[AppendMark.BLOCK];
    new Random(1).nextBytes(garbage);
    System.arraycopy(garbage, 0, file, (int) FIRST.slotPosition(), garbage.length);

    assertThat(AppendMark.parseOrNull(file).end).isEqualTo(9);
  }

  @Test
  void oneWhoseCreationWasNotFinishedIsNone() {
    byte[] whole = FIRST.toBytes();

    assertThat(AppendMark.parseOrNull(new byte[0])).isNull();
    assertThat(AppendMark.parseOrNull(new byte[AppendMark.LENGTH])).isNull();
    assertThat(AppendMark.parseOrNull(Arrays.copyOf(whole, AppendMark.LENGTH - 1))).isNull();
    byte[] withoutSlot = Arrays.copyOf(Arrays.copyOf(whole, AppendMark.BLOCK), AppendMark.LENGTH);
    assertThat(AppendMark.parseOrNull(withoutSlot)).isNull();
    byte[] otherInode = whole.clone();
    otherInode["holdfast append mark 1\ninode ".length()] = '1';
    assertThat(AppendMark.parseOrNull(otherInode)).isNull();
  }

  /** Whoever may make files there can make the check right as well. */
  @Test
  void whatSomebodyElseMeansIsNone() {
    assertThat(AppendMark.parseOrNull(forged("inode 0000000000000007\nname 6c6f67"))).isNotNull();

    assertThat(AppendMark.parseOrNull(forged("inode 000000000000000x\nname 6c6f67"))).isNull();
    assertThat(AppendMark.parseOrNull(forged("inode 7"))).isNull();
    assertThat(AppendMark.parseOrNull(forged("inode 0000000000000007\nname 6c6fxx"))).isNull();
    assertThat(AppendMark.parseOrNull(AppendMark.first(7, "../log", 4).toBytes())).isNull();
    assertThat(AppendMark.parseOrNull(AppendMark.first(7, "log", -1).toBytes())).isNull();
  }

  private static byte[] forged(String rest) {
    byte[] file = AppendMark.first(7, "log", 5).toBytes();
    Arrays.fill(file, 0, AppendMark.BLOCK, (byte) 0);
    String text = "holdfast append mark 1\n" + rest;
    CRC32 check = new CRC32();
    check.update(text.getBytes(StandardCharsets.US_ASCII));
    byte[] header =
        (text + "\n" + String.format("%08x", check.getValue()) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, file, 0, header.length);
    return file;
  }
}
