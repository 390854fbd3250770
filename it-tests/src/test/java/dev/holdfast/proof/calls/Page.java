package dev.holdfast.proof.calls;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The memory that is shared with the library in the saving JVM; {@code tripwire.c} has it too. */
final class Page {
  private static final int ARMED = 0;
  private static final int COUNT = 4;
  private static final int AT = 8;
  private static final int ACTION = 12;
  private static final int ERROR = 16;
  private static final int TIMES = 20;
  private static final int LOOK = 24;
  private static final int FIRED = 28;
  private static final int FAULT = 32;
  private static final int DEAD = 36;
  private static final int PREFIX = 64;
  private static final int TEXT_LENGTH = 1024;
  private static final int MOUNT = PREFIX + TEXT_LENGTH;
  private static final int NEIGHBOUR = MOUNT + TEXT_LENGTH;
  private static final int SLOTS = 4096;
  private static final int SLOT_LENGTH = 512;
  private static final int MANY_SLOTS = 1024;
  private static final int SLOT_NAME = 16;
  private static final int SLOT_PATH = 48;
  private static final int SLOT_OTHER = 280;

  private final MappedByteBuffer memory;

  Page(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      int length = SLOTS + SLOT_LENGTH * MANY_SLOTS;
      opened.setLength(length);
      memory = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, length);
      memory.order(ByteOrder.nativeOrder());
    }
  }

  void prefix(Path folder) {
    text(PREFIX, folder);
  }

  /** Where the power is cut, and the file that somebody else forces. */
  void mount(Path folder, Path neighbour) {
    text(MOUNT, folder);
    text(NEIGHBOUR, neighbour);
  }

  void fault(int number) {
    memory.putInt(FAULT, number);
  }

  void arm(Trip trip, Tripwire.Counting counting) {
    memory.putInt(COUNT, 0);
    memory.putInt(FIRED, 0);
    memory.putInt(DEAD, 0);
    memory.putInt(AT, trip.at());
    memory.putInt(ACTION, trip.action().number());
    memory.putInt(ERROR, trip.errno().number());
    memory.putInt(TIMES, trip.times());
    memory.putInt(LOOK, counting == Tripwire.Counting.ALL ? 1 : 0);
    memory.putInt(ARMED, 1);
  }

  void disarm() {
    memory.putInt(ARMED, 0);
  }

  int count() {
    return memory.getInt(COUNT);
  }

  int fired() {
    return memory.getInt(FIRED);
  }

  /** The calls since it was armed; throws where they were too many to be kept. */
  List<Call> calls() {
    int many = count();
    if (many > MANY_SLOTS) {
      throw new IllegalStateException(many + " calls, more than the tripwire can keep");
    }
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int slot = SLOTS + i * SLOT_LENGTH;
      calls.add(
          new Call(
              i + 1,
              text(slot + SLOT_NAME),
              memory.getInt(slot + 4) == 0 ? Call.Kind.LOOKS : Call.Kind.CHANGES,
              memory.getLong(slot + 8),
              text(slot + SLOT_PATH),
              text(slot + SLOT_OTHER),
              memory.getInt(slot)));
    }
    return calls;
  }

  private void text(int place, Path path) {
    byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= TEXT_LENGTH) {
      throw new IllegalArgumentException("too long: " + path);
    }
    ByteBuffer view = memory.duplicate().position(place);
    view.put(bytes).put((byte) 0);
  }

  private String text(int place) {
    int end = place;
    while (memory.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - place];
    memory.duplicate().position(place).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
