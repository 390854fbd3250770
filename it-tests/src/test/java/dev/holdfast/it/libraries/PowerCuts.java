package dev.holdfast.it.libraries;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import dev.holdfast.it.libraries.TracedSaves.Agent;
import dev.holdfast.proof.calls.Trip;
import dev.holdfast.proof.calls.Tripwire;
import dev.holdfast.proof.disk.Command;
import dev.holdfast.proof.disk.FileSystemKind;
import dev.holdfast.proof.disk.MountedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One library's save on a file system whose power goes: before its first call that changes
 * anything, before the second, and so on, and at last after its acknowledgement. Just before the
 * power goes, somebody else forces a file of his: what has been changed so far is then on disk, all
 * but the bytes that were not forced. The library itself reads what is left.
 */
final class PowerCuts implements AutoCloseable {
  /** The version saved under the cuts has fewer entries than the one before: a stale end shows. */
  private static final int OLD = 2;

  private static final int NEW = OLD + 1;

  private final Subject subject;
  private final Agent agent;
  private final Jdk jdk;
  private final Path home;
  private final Path original;
  private final Path copy;
  private final MountedImage image;
  private final Path data;
  private final Path neighbour;
  private final Tripwire tripwire;
  private LibraryJvm reader;
  private LibraryJvm saverOrNull;
  private int points;

  /** {@code scratch}: an existing folder, best in memory; {@code tripwires}: one for all. */
  PowerCuts(Subject subject, Jdk jdk, Agent agent, Path scratch, Path tripwires)
      throws IOException {
    this.subject = subject;
    this.agent = agent;
    this.jdk = jdk;
    home = Files.createTempDirectory(scratch, "home");
    copy = Files.createTempDirectory(scratch, "copy");
    tripwire = Tripwire.in(tripwires);
    reader = reader();
    original = original(scratch);
    image = MountedImage.in(Files.createTempDirectory(scratch, "disk"), FileSystemKind.EXT4_NOAUTO);
    data = Files.createDirectory(image.folder().resolve("data"));
    neighbour = image.folder().resolve("neighbour");
    tripwire.cuts(image.folder(), neighbour);
  }

  /** The versions before, saved by the library without the agent. */
  private Path original(Path scratch) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "original");
    try (LibraryJvm saving =
        LibraryJvm.start(LibraryJvm.child(jdk, subject, folder, home), subject)) {
      for (int version = 1; version <= OLD; version++) {
        saving.save(folder, version, List.of());
      }
      saving.end();
    }
    return folder;
  }

  private LibraryJvm reader() {
    return LibraryJvm.start(LibraryJvm.child(jdk, subject, copy, home), subject);
  }

  int points() {
    return points;
  }

  /**
   * What is wrong after the cuts, one sentence each.
   *
   * @param most points to try, spread evenly over the save; the last one is after its end
   * @param damages as many are enough
   */
  List<String> damages(int most, int damages) throws IOException {
    List<String> bad = new ArrayList<>();
    int calls = count();
    int step = Math.max(1, (calls + most - 1) / most);
    for (int at = calls + 1; at >= 1 && bad.size() < damages; at -= step) {
      String damage = cutAt(at, calls);
      if (!damage.isEmpty()) {
        bad.add(damage);
      }
    }
    return bad;
  }

  /** The calls of a save that change anything. */
  private int count() throws IOException {
    prepare();
    LibraryJvm saver = saver();
    saver.save(
        data, NEW, List.of()); // what is done once only: JGit measures its file system's clock
    prepare();
    tripwire.arm(Trip.none(), Tripwire.Counting.CHANGES);
    saver.save(data, NEW, List.of());
    tripwire.disarm();
    return tripwire.calls().size();
  }

  /** Empty where the library finds the old version whole, or the new one. */
  private String cutAt(int at, int calls) throws IOException {
    prepare();
    LibraryJvm saver = saver();
    tripwire.arm(Trip.at(at, Trip.Action.COMMIT_AND_CUT), Tripwire.Counting.CHANGES);
    String complaint = saver.trySave(data, NEW);
    tripwire.disarm();
    if (tripwire.fired() == 0) {
      if (!complaint.isEmpty()) {
        throw new IOException(subject + ": a save failed by itself: " + complaint);
      }
      commit();
      image.cut();
    }
    if (!complaint.isEmpty() && (subject.keepsState() || !saver.isAlive())) {
      end(); // whatever it thinks of its files now
    } else if (holdsAnything(saver)) {
      end(); // else it could not be unmounted
    }
    image.comeBack();
    points++;
    if (agent == Agent.ON) {
      recover();
    }
    Tree.copy(data, copy);
    String loaded = reader.load(copy);
    boolean isNew = loaded.equals("LOADED " + NEW);
    boolean isOld = loaded.equals("LOADED " + OLD) && !(complaint.isEmpty() && at > calls);
    if (isNew || isOld) {
      return "";
    }
    reader.close(); // what it has made of a damaged file is not to be seen in the next one
    reader = reader();
    return "power cut before call " + at + " of " + calls + ": " + loaded;
  }

  /** As the next start would: only where a process that has ended has left what it is for. */
  private void recover() throws IOException {
    if (isAnythingAside()) {
      end();
      Command.run(
          jdk.java().toString(),
          "-jar",
          ChildJvm.agentJar().toString(),
          "recover",
          data.toString());
    }
  }

  private boolean isAnythingAside() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.anyMatch(path -> path.getFileName().toString().matches("\\.holdfast-[dj]-.*"));
    }
  }

  /** On disk is the old version, nothing else. */
  private void prepare() throws IOException {
    if (Files.exists(data)) {
      Tree.empty(data);
    }
    Tree.copy(original, data);
    Command.run("sync", "-f", image.folder().toString());
  }

  private LibraryJvm saver() {
    if (saverOrNull == null) {
      ChildJvm child = LibraryJvm.child(jdk, subject, data, home);
      if (agent == Agent.ON) {
        child.withAgent(subject.configuration(data));
      }
      tripwire.watch(data);
      saverOrNull = LibraryJvm.start(tripwire.set(child), subject);
    }
    return saverOrNull;
  }

  private boolean holdsAnything(LibraryJvm saver) throws IOException {
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc", saver.pid() + "", "fd"))) {
      for (Path descriptor : descriptors) {
        if (isBelow(image.folder(), descriptor)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBelow(Path folder, Path descriptor) throws IOException {
    try {
      return (Files.readSymbolicLink(descriptor) + "/").startsWith(folder + "/");
    } catch (NoSuchFileException closed) {
      return false;
    }
  }

  private void commit() throws IOException {
    try (FileChannel file =
        FileChannel.open(neighbour, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      file.write(java.nio.ByteBuffer.wrap(new byte[] {'n'}));
      file.force(true);
    }
  }

  private void end() {
    if (saverOrNull != null) {
      saverOrNull.close();
      saverOrNull = null;
    }
  }

  @Override
  public void close() throws IOException {
    end();
    reader.close();
    image.close();
  }
}
