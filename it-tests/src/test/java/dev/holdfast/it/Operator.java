package dev.holdfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Types {@code java -jar holdfast.jar ...}, with the Java of a JDK. */
final class Operator {
  private static final long PATIENCE_SECONDS = 120;

  private final Jdk jdk;

  Operator(Jdk jdk) {
    Jvms.require(jdk);
    this.jdk = jdk;
  }

  /** What a command has printed, and its exit status. */
  record Typed(int status, String out, String err) {
    @Override
    public String toString() {
      return "status " + status + "\nstdout: " + out + "\nstderr: " + err;
    }
  }

  Typed type(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(List.of("-jar", ChildJvm.agentJar().toString()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile("typed", ".out");
    Path err = Files.createTempFile("typed", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      return new Typed(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
