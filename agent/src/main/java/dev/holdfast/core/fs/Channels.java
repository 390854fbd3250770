package dev.holdfast.core.fs;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/** What can be told of the JDK's file channels from outside. */
public final class Channels {
  private final Field descriptor;
  private final Field interrupted;

  /** Throws where the JDK has no such fields, or keeps them closed to us. */
  public Channels() throws ReflectiveOperationException {
    descriptor = Class.forName("sun.nio.ch.FileChannelImpl").getDeclaredField("fd");
    descriptor.setAccessible(true);
    interrupted = interruptedField();
    interrupted.setAccessible(true);
  }

  /** The thread whose interruption closed the channel; null as long as nobody's did. */
  private static Field interruptedField() throws NoSuchFieldException {
    try {
      return AbstractInterruptibleChannel.class.getDeclaredField("interrupted");
    } catch (NoSuchFieldException renamed) {
      return AbstractInterruptibleChannel.class.getDeclaredField("interruptedTarget"); // 25
    }
  }

  /** Whether {@code channel} is being closed because a thread in it was interrupted. */
  public boolean isInterrupted(Object channel) {
    try {
      return channel instanceof AbstractInterruptibleChannel && interrupted.get(channel) != null;
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible); // setAccessible has not thrown
    }
  }

  /** The descriptor of a file channel of the JDK's; null of anything else. */
  public FileDescriptor descriptorOrNull(Object channel) {
    if (!descriptor.getDeclaringClass().isInstance(channel)) {
      return null;
    }
    try {
      return (FileDescriptor) descriptor.get(channel);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible); // setAccessible has not thrown
    }
  }

  /** How many bytes {@code buffers[offset .. offset + length)} still hold. */
  public static long remaining(Object[] buffers, int offset, int length) {
    long remaining = 0;
    for (int i = offset; i < offset + length; i++) {
      remaining += ((Buffer) buffers[i]).remaining();
    }
    return remaining;
  }

  /**
   * How many bytes a transfer of {@code count} from {@code position} of {@code source} left, though
   * they were there, after it transferred {@code done}. The JDK itself takes 2 GB a call at most.
   */
  public static long leftAt(Object source, long position, long count, long done) {
    long wanted = Math.min(count, Integer.MAX_VALUE);
    return Math.max(0, Math.min(wanted, sizeOf(source) - position) - done);
  }

  /** The same for a transfer that has moved the position of {@code source}. */
  public static long leftAfter(Object source, long count, long done) {
    if (!(source instanceof FileChannel) || !((Channel) source).isOpen()) {
      return 0; // where it ends only it knows; a write cut short is seen as such
    }
    try {
      long left = ((FileChannel) source).size() - ((FileChannel) source).position();
      return Math.max(0, Math.min(Math.min(count, Integer.MAX_VALUE) - done, left));
    } catch (IOException closedMeanwhile) {
      return 0;
    }
  }

  private static long sizeOf(Object source) {
    try {
      return source instanceof FileChannel ? ((FileChannel) source).size() : 0;
    } catch (IOException closedMeanwhile) {
      return 0;
    }
  }
}
