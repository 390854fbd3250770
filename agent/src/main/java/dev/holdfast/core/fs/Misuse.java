package dev.holdfast.core.fs;

import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;

/**
 * Calls that the JDK turns away for their arguments. Nothing of the file has failed then: with
 * stock its close is as good as before.
 */
public final class Misuse {
  private Misuse() {}

  public static boolean is(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof NullPointerException
        || failure instanceof NonReadableChannelException
        || failure instanceof NonWritableChannelException;
  }
}
