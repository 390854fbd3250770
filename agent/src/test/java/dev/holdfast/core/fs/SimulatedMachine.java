package dev.holdfast.core.fs;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A machine with a disk in memory that behaves as Windows' or macOS', as far as saves see. */
public final class SimulatedMachine {
  private final List<String> told = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();
  private final Path folder;
  private final RecordedCalls calls;
  private final SharingViolations others;
  private final Fs fs;

  private SimulatedMachine(Path folder, RecordedCalls calls, SharingViolations othersOrNull) {
    this.folder = folder;
    this.calls = calls;
    this.others = othersOrNull;
    try {
      Files.createDirectory(folder);
      Path trial = Files.createDirectory(folder.resolveSibling("trial"));
      fs = PortableFs.triedIn(trial, calls, new Clock(), new Told());
      Files.delete(trial);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    calls.taken();
  }

  private final class Clock extends Insisting.Clock {
    @Override
    void pass(long nanos) {
      waits.add(nanos);
    }
  }

  private final class Told implements Forcing.Telling {
    private final List<String> subjects = new ArrayList<>();

    @Override
    public void tellOnce(String subject, String line) {
      if (!subjects.contains(subject)) {
        subjects.add(subject);
        told.add(line);
      }
    }
  }

  static FileSystem windowsDisk() {
    return Jimfs.newFileSystem(
        Configuration.windows().toBuilder()
            .setAttributeViews("basic", "owner", "dos", "acl", "user")
            .build());
  }

  static FileSystem macDisk() {
    return Jimfs.newFileSystem(
        Configuration.osX().toBuilder()
            .setAttributeViews("basic", "owner", "posix", "unix", "user")
            .build());
  }

  public static SimulatedMachine windows() {
    FileSystem disk = windowsDisk();
    FileSystemProvider provider = disk.provider();
    SharingViolations others = new SharingViolations(new ReadOnlyFiles(new NoFileKeys(provider)));
    return new SimulatedMachine(disk.getPath("C:\\d"), new RecordedCalls(others), others);
  }

  public static SimulatedMachine macOs() {
    FileSystem disk = macDisk();
    FileSystemProvider provider = new SettableModes(new FolderChannels(disk.provider()));
    return new SimulatedMachine(
        disk.getPath("/d"), new RecordedCalls(provider).readersForce(), null);
  }

  public Fs fs() {
    return fs;
  }

  /** Of the folder that a test saves in, which is empty at first. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  public Place place(String name) {
    return fs.placeOrNull(path(name).toString());
  }

  /** Written as by another program; the calls aren't recorded. */
  public void write(String name, String content) throws IOException {
    Files.writeString(path(name), content);
  }

  public String read(String name) throws IOException {
    return Files.readString(path(name));
  }

  public List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** The calls of a save since the last look. */
  public List<String> calls() {
    return calls.taken();
  }

  public List<String> told() {
    return told;
  }

  /** How long each wait was, in nanoseconds. */
  public List<Long> waits() {
    return waits;
  }

  /** Another program has it open for so many tries; nobody may write it meanwhile. */
  public void openedElsewhere(String name, int tries) {
    others.opens(path(name), tries);
  }

  /** Another program reads it for so many tries. */
  public void readElsewhere(String name, int tries) {
    others.reads(path(name), tries);
  }

  public void deniesAccess() {
    others.refusesBy(SharingViolations.Refusal.ACCESS_DENIED);
  }
}
