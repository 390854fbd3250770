package dev.holdfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What needs another user or another file system: possible for root only. */
final class OtherUser {
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private OtherUser() {}

  static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** The words to put before a command so that it runs as a user without rights. */
  static List<String> nobody(Jdk jdk) throws Exception {
    if (!isRoot()) {
      return List.of();
    }
    Jvms.require(jdk);
    boolean reaches =
        succeeds(NOBODY, "test", "-r", ChildJvm.agentJar().toString())
            && succeeds(NOBODY, "test", "-r", ChildJvm.SAMPLES.resolve("samples/Ways.class") + "")
            && succeeds(NOBODY, "test", "-x", jdk.java().toString());
    Jvms.requireOrSkip(
        reaches,
        "the user nobody can't read " + jdk.java() + " or the jar: run from another folder");
    return NOBODY;
  }

  static void requireRoot(String what) throws IOException {
    Jvms.requireOrSkip(isRoot(), what + " needs root");
  }

  /** Runs a command as the user of this JVM. */
  static void command(String... words) throws Exception {
    if (!succeeds(List.of(), words)) {
      throw new IOException("failed: " + String.join(" ", words));
    }
  }

  static boolean succeeds(List<String> prefix, String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(prefix);
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  /** Skips the running test where {@code program} is not installed. */
  static void requireProgram(String program) throws Exception {
    Jvms.requireOrSkip(
        succeeds(List.of("sh", "-c"), "command -v " + program), program + " is not installed");
  }
}
