package dev.holdfast.proof.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code prove replay FILE RECORD}: looks once more at one state of a kept recording. */
public final class Replay {
  private Replay() {}

  /** Prints what each kind of crash after {@code record} leaves. */
  public static void print(Path file, int record) throws IOException {
    String missing = Programs.missingOrNull();
    if (missing != null) {
      throw new IOException(missing);
    }
    Path scratch = Files.createTempDirectory(Path.of("/dev/shm"), "holdfast-replay-");
    try (ReflinkHost host = ReflinkHost.in(scratch)) {
      Programs programs = Programs.compile(scratch);
      Recording recording = KeptRecording.read(file, host.folder());
      new Walk(
              programs,
              recording,
              (number, crash, verdict, what) ->
                  System.out.println(
                      crash.title() + ", record " + number + ": " + verdict + " " + what))
          .at(record);
    }
    for (String left : new String[] {"blocklog", "mounter", "host"}) {
      Files.deleteIfExists(scratch.resolve(left));
    }
    Files.delete(scratch);
  }
}
