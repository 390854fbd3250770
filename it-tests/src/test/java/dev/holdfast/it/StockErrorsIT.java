package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samples.Ways;

/** Where a save cannot begin, the application hears what it hears without the agent. */
class StockErrorsIT {
  private static final List<String> WAYS =
      List.of(
          "FileOutputStream(File)",
          "FileWriter",
          "PrintStream(File)",
          "Files.write(bytes)",
          "Files.newBufferedWriter",
          "Files.newByteChannel",
          "FileChannel.write",
          "AsynchronousFileChannel",
          "Files.copy(InputStream)",
          "Files.copy(Path)",
          "zip-file-system",
          "Files.move(REPLACE_EXISTING)",
          "Files.move(ATOMIC_MOVE)",
          "File.renameTo");

  static Stream<Jdk> jdks() {
    return Jvms.matrix();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anOpenThatFailsFailsInTheSameWords(Jdk jdk) throws Exception {
    List<String> nobody = OtherUser.nobody(jdk);
    Path scratch = Files.createTempDirectory("scratch");
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    ChildJvm stock = ChildJvm.on(jdk).option("-Djava.io.tmpdir=" + scratch).by(nobody);

    Path folder = targets();
    ChildJvm.Result expected = stock.run(Ways.class, jobs(folder));
    OtherUser.command("rm", "-r", folder.toString());
    Path again = targets();
    Files.move(again, folder); // the same names, whatever the first run did to them
    Path configuration = Configuration.protecting(folder);
    Files.setPosixFilePermissions(
        configuration.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    ChildJvm.Result actual = stock.withAgent(configuration).run(Ways.class, jobs(folder));

    assertThat(comparable(actual)).isEqualTo(comparable(expected));
    assertThat(comparable(expected))
        .filteredOn(line -> line.startsWith("FAIL"))
        .hasSizeGreaterThan(60);
    assertThat(filesOfOurs(folder)).isEmpty();
  }

  /** Random names that the JDK puts into messages are no difference. */
  private static List<String> comparable(ChildJvm.Result result) {
    return result.outLines().stream()
        .map(line -> line.replaceAll("(zipfstmp|download)\\d+", "$1"))
        .toList();
  }

  private static List<String> jobs(Path folder) {
    List<String> arguments = new ArrayList<>();
    for (String way : WAYS) {
      String own = folder + "/" + way.replaceAll("[^A-Za-z0-9.]+", "-");
      for (String target :
          List.of(
              own + "/read-only.dat",
              own + "/folder.dat",
              own + "/missing/new.dat",
              own + "/locked/new.dat",
              own + "/locked/old.dat",
              own + "/loop.dat",
              own + "/read-only.dat/below.dat",
              own + "/" + "n".repeat(256),
              own + "/" + "n".repeat(245))) {
        arguments.addAll(List.of(way, target, "3000", "1", "7"));
      }
    }
    return arguments;
  }

  private static Path targets() throws IOException {
    Path folder = Files.createTempDirectory("errors").toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String way : WAYS) {
      Path own = Files.createDirectory(folder.resolve(way.replaceAll("[^A-Za-z0-9.]+", "-")));
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
      Path readOnly = Files.writeString(own.resolve("read-only.dat"), "old");
      Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--r--r--"));
      Files.createDirectory(own.resolve("folder.dat"));
      Files.writeString(own.resolve("folder.dat/something"), "old");
      Files.createSymbolicLink(own.resolve("loop.dat"), Path.of("loop.dat"));
      Path locked = Files.createDirectory(own.resolve("locked"));
      Path old = Files.writeString(locked.resolve("old.dat"), "old");
      Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-rw-"));
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    return folder;
  }

  private static List<Path> filesOfOurs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".holdfast-")).toList();
    }
  }
}
