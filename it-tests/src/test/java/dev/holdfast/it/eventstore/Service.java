package dev.holdfast.it.eventstore;

import dev.holdfast.it.ChildJvm;
import dev.holdfast.it.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A process of the sample application. */
final class Service implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready (\\d+)\n");

  private final ChildJvm.Running running;

  private Service(ChildJvm.Running running) {
    this.running = running;
  }

  /** A JVM with the application on its class path. */
  static ChildJvm on(Jdk jdk) {
    return ChildJvm.on(jdk).classPath(List.of(jar()));
  }

  private static Path jar() {
    Path jar =
        Path.of(System.getProperty("holdfast.root", ".."))
            .resolve("sample-apps/event-store/target/event-store.jar")
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new AssertionError(jar + " is missing: build sample-apps, too");
    }
    return jar;
  }

  /** Waits until it has replayed {@code folder}, or has ended because it could not. */
  static Service start(ChildJvm child, Path folder) {
    Service service =
        new Service(child.start("org.example.eventstore.Main", List.of(folder.toString())));
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(2))
        .until(() -> service.isReady() || !service.running.isAlive());
    return service;
  }

  boolean isReady() {
    return READY.matcher(running.outSoFar()).find();
  }

  /** What it says for itself. */
  String err() {
    return running.errSoFar();
  }

  Connection connect() throws IOException {
    Matcher ready = READY.matcher(running.outSoFar());
    if (!ready.find()) {
      throw new IOException("not ready: " + err());
    }
    return new Connection(Integer.parseInt(ready.group(1)));
  }

  ChildJvm.Result kill() {
    return running.kill();
  }

  @Override
  public void close() {
    running.close();
  }
}
