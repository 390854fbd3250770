package dev.holdfast.proof.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samples.fuzz.Op;

/** What has differed once, as small as it got: run on every JDK, every time. */
final class Earlier {
  private static final String[] PROGRAMS = {
    // A write with wrong arguments, then a close.
    "OPEN_STREAM 0 0 0 0 0 0,WRITE 0 0 0 0 5 0,WRITE_WRONGLY 0 0 0 0 0 0",
    "OPEN_STREAM 0 0 0 0 0 0,WRITE 0 0 0 0 5 0,WRITE_WRONGLY 0 0 0 0 2 0",
    "OPEN_CHANNEL 0 0 0 0 26 0,WRITE 0 0 0 0 5 0,WRITE_WRONGLY 0 0 0 0 1 0",
    "OPEN_CHANNEL 0 0 0 0 26 0,WRITE 0 0 0 0 5 0,WRITE_WRONGLY 0 0 0 0 2 0",
    "OPEN_CHANNEL 0 0 0 0 26 0,WRITE 0 0 0 0 5 0,TRANSFER_FROM 0 0 0 0 0 3",
    // A move with an option that is none of a move's.
    "MOVE 0 0 2 4 6 0",
    "MOVE 0 0 2 4 3 0",
    // An asynchronous channel forces, and is read then by its name; it locks; it cuts wrongly.
    "OPEN_ASYNC 0 1 3 0 27 0,WRITE 0 1 0 0 5 0,FORCE 0 1 0 0 0 0,READ_ALL 0 0 3 0 0 0",
    "OPEN_ASYNC 0 1 0 0 26 0,WRITE 0 1 0 0 5 0,LOCK 0 1 0 0 0 0,READ_ALL 0 0 0 0 0 0",
    "OPEN_ASYNC 0 1 0 0 26 0,WRITE 0 1 0 0 5 0,WRITE_WRONGLY 0 1 0 0 0 0",
    // A lock in the midst: the position stays.
    "OPEN_CHANNEL 0 3 3 0 26 0,SEEK 0 3 0 0 1 0,LOCK 0 3 0 0 0 28,WRITE 0 3 0 0 24 30",
    "OPEN_STREAM 0 3 0 0 0 0,WRITE 0 3 0 0 4 0,LOCK 0 3 0 0 0 0,WRITE 0 3 0 0 4 9",
    // Deleted while it is saved, and made anew.
    "OPEN_RANDOM 0 3 5 0 1 0,OPEN_STREAM 0 1 0 0 0 0,FILE_DELETE 0 0 0 3 0 0,"
        + "WRITE_AT 0 1 0 0 1 0,MOVE 0 0 5 0 0 0",
    "SYMBOLIC_LINK 0 0 5 7 0 0,OPEN_WRITER 0 0 0 0 0 0,DELETE 0 0 0 4 0 0,RENAME 0 0 7 0 0 0",
    // Deleted while it is saved, and then the folder.
    "OPEN_STREAM 0 0 3 0 0 0,DELETE 0 0 3 0 0 0,FILE_DELETE 0 0 9 0 0 0",
    // A transfer onto itself.
    "OPEN_BYTE_CHANNEL 0 2 0 0 27 0,WRITE 0 2 0 0 1 0,TRANSFER_TO 0 2 0 0 2 9"
  };

  private Earlier() {}

  static List<List<Op>> programs() {
    List<List<Op>> programs = new ArrayList<>();
    for (String program : PROGRAMS) {
      programs.add(Arrays.stream(program.split(",", -1)).map(Op::parse).toList());
    }
    return programs;
  }
}
