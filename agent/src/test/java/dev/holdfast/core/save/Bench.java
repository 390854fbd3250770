package dev.holdfast.core.save;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.core.fs.Access;
import dev.holdfast.core.fs.Errors;
import dev.holdfast.core.fs.FakeDisk;
import dev.holdfast.core.fs.FakeFs;
import dev.holdfast.core.fs.Faults;
import dev.holdfast.core.fs.Place;
import dev.holdfast.core.guard.Abandonment;
import dev.holdfast.core.guard.AbandonmentTest;
import dev.holdfast.core.guard.EndOfInput;
import dev.holdfast.core.guard.Guards;
import dev.holdfast.core.observe.Event;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.weave.StacksForTests;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a save works with, on a {@link FakeFs}, and an application that saves. */
final class Bench {
  static final String EXACT_KERNEL = "6.18.0";
  static final String COARSE_KERNEL = "5.10.0-32-amd64";
  static final Owner OWNER =
      Owner.parseOrNull("0123456789ab" + "f000000a" + "0000beef" + "00000abcdef");

  static final String STATE = "/home/state/holdfast";

  final FakeFs fs = new FakeFs();
  final FakeDisk disk = fs.disk();
  final Faults faults = fs.faults();
  final List<String> told = new ArrayList<>();
  final Observer observer =
      new Observer() {
        @Override
        protected void say(String line) {
          told.add(line);
        }
      };
  final Policy policy;
  final Surroundings with;
  final Opening opening;
  final Deletions deletions;
  final OpenFiles openFiles = new OpenFiles();

  /** All of /d is protected. */
  final Protection protection = this::policyOrNull;

  final Abandonment abandonment =
      new Abandonment(StacksForTests.ofThisJvm(), AbandonmentTest::classFileOf);

  Bench() {
    this(EXACT_KERNEL, Policy.AtExit.AUTO, Policy.Renames.HARDEN);
  }

  Bench(String kernel) {
    this(kernel, Policy.AtExit.AUTO, Policy.Renames.HARDEN);
  }

  Bench(Policy.AtExit atExit) {
    this(EXACT_KERNEL, atExit, Policy.Renames.HARDEN);
  }

  Bench(Policy.Renames renames) {
    this(EXACT_KERNEL, Policy.AtExit.AUTO, renames);
  }

  Bench(Guards guards) {
    this(EXACT_KERNEL, Policy.AtExit.AUTO, Policy.Renames.HARDEN, guards);
  }

  /** Its rule wants saves to outlive the process only. */
  static Bench unforced() {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        Guards.NONE,
        Policy.Appends.PASS,
        Policy.InPlace.PASS,
        Policy.Fallback.JOURNAL,
        Policy.Survives.PROCESS_CRASH);
  }

  /** Its rule has pieces of files changed in a copy. */
  static Bench changing() {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        Guards.NONE,
        Policy.Appends.SYNC,
        Policy.InPlace.SHADOW,
        Policy.Fallback.JOURNAL,
        Policy.Survives.POWER_LOSS);
  }

  /** The same, and saves need to outlive the process only. */
  static Bench unforcedChanging() {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        Guards.NONE,
        Policy.Appends.PASS,
        Policy.InPlace.SHADOW,
        Policy.Fallback.JOURNAL,
        Policy.Survives.PROCESS_CRASH);
  }

  /** Its rule says that of targets that can't be replaced atomically. */
  static Bench with(Policy.Fallback fallback) {
    return with(fallback, Guards.NONE);
  }

  static Bench with(Policy.Fallback fallback, Guards guards) {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        guards,
        Policy.Appends.SYNC,
        Policy.InPlace.SYNC,
        fallback,
        Policy.Survives.POWER_LOSS);
  }

  /** Its rule leaves appends and writes in place as they are. */
  static Bench passing() {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        Guards.NONE,
        Policy.Appends.PASS,
        Policy.InPlace.PASS,
        Policy.Fallback.IN_PLACE,
        Policy.Survives.POWER_LOSS);
  }

  /** Its rule says append: atomic. */
  static Bench appending() {
    return new Bench(
        EXACT_KERNEL,
        Policy.AtExit.AUTO,
        Policy.Renames.HARDEN,
        Guards.NONE,
        Policy.Appends.ATOMIC,
        Policy.InPlace.SYNC,
        Policy.Fallback.JOURNAL,
        Policy.Survives.POWER_LOSS);
  }

  private Bench(String kernel, Policy.AtExit atExit, Policy.Renames renames, Guards guards) {
    this(
        kernel,
        atExit,
        renames,
        guards,
        Policy.Appends.SYNC,
        Policy.InPlace.SYNC,
        Policy.Fallback.IN_PLACE,
        Policy.Survives.POWER_LOSS);
  }

  private Bench(String kernel, Policy.AtExit atExit, Policy.Renames renames) {
    this(kernel, atExit, renames, Guards.NONE);
  }

  private Bench(
      String kernel,
      Policy.AtExit atExit,
      Policy.Renames renames,
      Guards guards,
      Policy.Appends appends,
      Policy.InPlace inPlace,
      Policy.Fallback fallback,
      Policy.Survives survives) {
    policy =
        new Policy(
            "rule 1",
            atExit,
            renames,
            Policy.OnException.DISCARD,
            new EndOfInput(EndOfInput.DEFAULT),
            guards,
            appends,
            inPlace,
            fallback,
            survives);
    with =
        new Surroundings(
            fs,
            observer,
            new ForcedFiles(kernel),
            new ShadowName(OWNER),
            new StateFolder(fs, STATE),
            abandonment);
    opening = new Opening(with);
    deletions = new Deletions(with);
  }

  private Policy policyOrNull(String path) {
    return path.startsWith("/d/") ? policy : null;
  }

  Place place(String path) {
    return fs.place(path);
  }

  /** As {@code new FileOutputStream(path)}; null: left to stock. */
  Opening.Opened openOrNull(String path) throws IOException {
    return openOrNull(path, Opening.Missing.CREATED);
  }

  Opening.Opened openOrNull(String path, Opening.Missing missing) throws IOException {
    return opening.wholeOrNull(
        policy, place(path), Access.WRITE, 0666, missing, Opening.Links.FOLLOWED);
  }

  /** The application opens, writes and closes. */
  void save(String path, String content) throws IOException {
    Opening.Opened opened = openOrNull(path);
    if (opened == null) {
      throw new FileNotFoundException("stock says why");
    }
    try {
      write(opened, content);
    } catch (IOException failure) {
      closeSuppressing(opened, failure);
      throw failure;
    }
    close(opened);
  }

  /** As try-with-resources does. */
  void closeSuppressing(Opening.Opened opened, IOException failure) {
    try {
      close(opened);
    } catch (IOException another) {
      failure.addSuppressed(another);
    }
  }

  /** The same, known by its descriptor, as the engine knows it. */
  FileDescriptor opened(String path, String content) throws IOException {
    Opening.Opened opened = openOrNull(path);
    write(opened, content);
    return known(opened);
  }

  FileDescriptor known(Opening.Opened opened) {
    FileDescriptor descriptor = new FileDescriptor();
    fs.setNumber(descriptor, opened.number);
    openFiles.add(descriptor, opened.number, opened.file);
    return descriptor;
  }

  /** As the hooks on the end of a descriptor. */
  void close(FileDescriptor descriptor) throws IOException {
    OpenFile file = openFiles.getOrNull(descriptor);
    file.commit(fs.number(descriptor));
    fs.closeAsJdk(fs.number(descriptor));
    fs.setNumber(descriptor, -1);
    openFiles.remove(descriptor);
    file.closed();
  }

  /** As the hook on the streams has it: what is thrown makes the save a failed one. */
  void write(Opening.Opened opened, String content) throws IOException {
    try {
      fs.write(opened.number, content);
    } catch (IOException failure) {
      opened.file.writeFailed(failure);
      throw failure;
    }
  }

  /** In the order of {@code FileDescriptor.close}: commit, close(2), what the commit threw. */
  void close(Opening.Opened opened) throws IOException {
    opened.file.commit(opened.number);
    fs.closeAsJdk(opened.number);
    opened.file.closed();
  }

  /** What a failure of the system is called in the log of errno(3). */
  static List<Integer> errnos() {
    return List.of(
        5 /* EIO */,
        28 /* ENOSPC */,
        Errors.EACCES,
        Errors.EPERM,
        Errors.EBUSY,
        Errors.EXDEV,
        Errors.EROFS,
        24 /* EMFILE */);
  }

  /** Nothing of ours is left: no shadow copy, no open descriptor, none used after its end. */
  void assertNothingLeft() {
    assertThat(fs.openDescriptors()).as("open descriptors").isEmpty();
    assertThat(fs.misuses()).as("misuses of descriptors").isEmpty();
    assertThat(disk.names("/d")).as("names").noneMatch(name -> name.startsWith(".holdfast-"));
  }

  long count(Event event) {
    return observer.countOf(event);
  }
}
