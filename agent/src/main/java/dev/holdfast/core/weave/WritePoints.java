package dev.holdfast.core.weave;

import static dev.holdfast.core.weave.Argument.field;
import static dev.holdfast.core.weave.Argument.parameter;
import static dev.holdfast.core.weave.Argument.parameterAtReturn;
import static dev.holdfast.core.weave.Argument.remaining;
import static dev.holdfast.core.weave.Argument.self;
import static dev.holdfast.core.weave.HookPoint.Need.REQUIRED;
import static dev.holdfast.core.weave.HookPoints.ASYNCHRONOUS;
import static dev.holdfast.core.weave.HookPoints.CHANNEL;
import static dev.holdfast.core.weave.HookPoints.FD;
import static dev.holdfast.core.weave.HookPoints.FD_AND_CAUSE;
import static dev.holdfast.core.weave.HookPoints.FIRST_JDK;
import static dev.holdfast.core.weave.HookPoints.LAST_JDK;
import static dev.holdfast.core.weave.HookPoints.OBJECT;
import static dev.holdfast.core.weave.HookPoints.STREAM;

/** The part of the hook table that is about bytes on their way into files. */
final class WritePoints {
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String DISPATCHER = "Lsun/nio/ch/NativeDispatcher;";

  private final HookPoints table;

  WritePoints(HookPoints table) {
    this.table = table;
  }

  void addAll() {
    stream("(I)V", new HookCall("writing", "(" + FD + ")V", field("fd", FD)));
    stream("([B)V", new HookCall("writing", "(" + FD + "[B)V", field("fd", FD), parameter(0)));
    stream(
        "([BII)V",
        new HookCall(
            "writing",
            "(" + FD + "[BII)V",
            field("fd", FD),
            parameter(0),
            parameter(1),
            parameter(2)));
    table.add(
        "sun/nio/ch/IOUtil",
        "write",
        new String[] {
          "(" + FD + BUFFER + "JZZI" + DISPATCHER + ")I", // 17: one for asynchronous channels
          "(" + FD + BUFFER + "JZI" + DISPATCHER + ")I", // 10: direct I/O
          "(" + FD + BUFFER + "J" + DISPATCHER + ")I"
        },
        FIRST_JDK,
        LAST_JDK,
        REQUIRED,
        Around.before(new HookCall("writing", "(" + FD + "J)V", parameter(0), parameter(2)))
            .after(new HookCall("wrote", "(JJ" + FD + ")V", remaining(1), parameter(0)))
            .failing(new HookCall("writeFailed", FD_AND_CAUSE, parameter(0))),
        "of the overloads, the one that the others of the same JDK call");
    table.add(
        "sun/nio/ch/IOUtil",
        "write",
        new String[] {
          "(" + FD + "[" + BUFFER + "IIZZI" + DISPATCHER + ")J",
          "(" + FD + "[" + BUFFER + "IIZI" + DISPATCHER + ")J",
          "(" + FD + "[" + BUFFER + "II" + DISPATCHER + ")J"
        },
        FIRST_JDK,
        LAST_JDK,
        REQUIRED,
        Around.before(new HookCall("writing", "(" + FD + ")V", parameter(0)))
            .after(
                new HookCall(
                    "wrote",
                    "(J[" + OBJECT + "II" + FD + ")V",
                    parameter(1),
                    parameter(2),
                    parameter(3),
                    parameter(0)))
            .failing(new HookCall("writeFailed", FD_AND_CAUSE, parameter(0))),
        "of the overloads, the one that the others of the same JDK call");
    channel("(" + BUFFER + ")I");
    channel("([" + BUFFER + "II)J");
    channel("(" + BUFFER + "J)I");
    table.row(
        CHANNEL,
        "truncate",
        "(J)Ljava/nio/channels/FileChannel;",
        Around.failure(new HookCall("writeFailed", FD_AND_CAUSE, field("fd", FD))),
        "the one with SeekableByteChannel is a bridge to it");
    table.row(
        ASYNCHRONOUS,
        "truncate",
        "(J)Ljava/nio/channels/AsynchronousFileChannel;",
        Around.failure(new HookCall("writeFailed", FD_AND_CAUSE, field("fdObj", FD))),
        "not a FileChannelImpl; its writes pass IOUtil");
    table.row(
        CHANNEL,
        "transferTo",
        "(JJLjava/nio/channels/WritableByteChannel;)J",
        Around.failure(
                new HookCall(
                    "transferToFailed", "(" + OBJECT + "Ljava/lang/Throwable;)V", parameter(2)))
            .after(
                new HookCall(
                    "transferredTo",
                    "(J" + OBJECT + "JJ" + OBJECT + ")V",
                    self(),
                    parameter(0),
                    // Since 17 cut to what the source has.
                    parameterAtReturn(1),
                    parameter(2))),
        "sendfile, copy_file_range and mapped writes bypass IOUtil");
    table.row(
        CHANNEL,
        "transferFrom",
        "(Ljava/nio/channels/ReadableByteChannel;JJ)J",
        Around.failure(new HookCall("writeFailed", FD_AND_CAUSE, field("fd", FD)))
            .after(
                new HookCall(
                    "transferredFrom",
                    "(J" + OBJECT + "J" + FD + ")V",
                    parameter(0),
                    parameter(2),
                    field("fd", FD))),
        "copy_file_range and mapped writes bypass IOUtil");
  }

  private void stream(String descriptor, HookCall writing) {
    table.row(
        STREAM,
        "write",
        descriptor,
        Around.before(writing)
            .after(new HookCall("appended", "(" + FD + ")V", field("fd", FD)))
            .failing(new HookCall("writeFailed", FD_AND_CAUSE, field("fd", FD))),
        "each calls a native of its own; none calls another");
  }

  private void channel(String descriptor) {
    table.row(
        CHANNEL,
        "write",
        descriptor,
        Around.returning(new HookCall("appended", "(" + FD + ")V", field("fd", FD))),
        "returns after it has let go of the lock on its position; writes by IOUtil");
  }
}
