package dev.holdfast.it.libraries;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.it.libraries.TracedSaves.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One library's saves.
 *
 * @param withAgent one for each JVM
 * @param withoutAgent on one of them
 * @param read what the library says of the results of {@code withAgent}, without the agent
 */
record LibraryRun(List<TracedSaves> withAgent, TracedSaves withoutAgent, List<String> read) {
  private static final int COMMON = 17;

  static LibraryRun of(Subject subject, Path scratch) throws IOException {
    List<TracedSaves> withAgent = new ArrayList<>();
    for (int feature : subject.features()) {
      withAgent.add(TracedSaves.of(subject, Jvms.of(feature), Agent.ON, scratch));
    }
    Jdk common = Jvms.of(COMMON);
    return new LibraryRun(
        withAgent,
        TracedSaves.of(subject, common, Agent.OFF, scratch),
        read(subject, common, withAgent, scratch));
  }

  private static List<String> read(Subject subject, Jdk jdk, List<TracedSaves> saved, Path scratch)
      throws IOException {
    Path home = Files.createTempDirectory(scratch, "home");
    Path folder = Files.createTempDirectory(scratch, "read");
    List<String> read = new ArrayList<>();
    try (LibraryJvm reading =
        LibraryJvm.start(LibraryJvm.child(jdk, subject, folder, home), subject)) {
      for (TracedSaves each : saved) {
        Tree.copy(each.folder(), folder);
        read.add(reading.load(folder));
      }
    }
    return read;
  }
}
