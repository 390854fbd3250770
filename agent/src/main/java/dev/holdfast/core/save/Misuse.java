package dev.holdfast.core.save;

import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;

/**
 * Calls that the JDK turns away for their arguments. Nothing of the file has failed then: with
 * stock its close is as good as before.
 */
final class Misuse {
  private Misuse() {}

  static boolean is(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof NullPointerException
        || failure instanceof NonReadableChannelException
        || failure instanceof NonWritableChannelException;
  }
}
