package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An application server as its own scripts start it. Its log goes to standard error. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the build unpacks. */
  private static final Path DISTRIBUTIONS = Path.of("target", "servers").toAbsolutePath();

  private final ChildJvm.Running running;
  private final int port;

  private Server(ChildJvm.Running running, int port) {
    this.running = running;
    this.port = port;
  }

  /** The folder of a distribution whose name begins with {@code start}. */
  static Path distribution(String start) throws IOException {
    try (Stream<Path> all = Files.list(DISTRIBUTIONS)) {
      List<Path> found =
          all.filter(folder -> folder.getFileName().toString().startsWith(start)).toList();
      assertThat(found).as("distributions %s* in %s", start, DISTRIBUTIONS).hasSize(1);
      return found.get(0);
    }
  }

  /**
   * Returns when the server answers.
   *
   * @param listening finds the port in its log, as group 1
   */
  static Server start(
      List<String> command, Map<String, String> environment, Path folder, Pattern listening)
      throws IOException {
    ChildJvm.Running running = process(command, environment, folder);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !running.isAlive() || listening.matcher(running.errSoFar()).find());
      Matcher line = listening.matcher(running.errSoFar());
      assertThat(line.find())
          .as("it listens: %s%s", running.outSoFar(), running.errSoFar())
          .isTrue();
      return new Server(running, Integer.parseInt(line.group(1)));
    } catch (RuntimeException | AssertionError failure) {
      running.close();
      throw failure;
    }
  }

  /**
   * Options for a JVM that lives for seconds; and for one below 25, that it checks our bytecode.
   */
  static List<String> quickly(Jdk jdk) {
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    if (jdk.feature() < 25) {
      options.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal"));
    }
    return options;
  }

  /** Runs a command of the server's to its end. */
  static ChildJvm.Result run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    try (ChildJvm.Running running = process(command, environment, folder)) {
      return running.await();
    }
  }

  private static ChildJvm.Running process(
      List<String> command, Map<String, String> environment, Path folder) throws IOException {
    Path out = Files.createTempFile("server", ".out");
    Path err = Files.createTempFile("server", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(JAVA|JDK|CATALINA|JETTY)_.*"));
    builder.environment().putAll(environment);
    return new ChildJvm.Running(builder.start(), String.join(" ", command), out, err);
  }

  /** The body of the answer, which must have status 200. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .timeout(PATIENCE)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** What it left, after somebody told it to stop. */
  ChildJvm.Result await() {
    return running.await();
  }

  @Override
  public void close() {
    running.close();
  }

  /** A port that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The pages of {@code src/webapp}, as the application {@code probe}. */
  static void deployPages(Path applications) throws IOException {
    copyAll(Path.of("src", "webapp"), Files.createDirectories(applications.resolve("probe")));
  }

  /** Copies the files of one folder, none below it. */
  static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
