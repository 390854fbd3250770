package dev.holdfast.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import samples.Inspects;
import samples.Obeys;

/** {@link samples.Obeys} in a JVM that an operator works on; its files are in one folder. */
final class OperatedJvm implements AutoCloseable {
  /** Some of the classes that hooks go into, on every JDK. */
  private static final List<String> HOOKED =
      List.of(
          "java.io.FileOutputStream",
          "java.io.RandomAccessFile",
          "java.io.File",
          "java.io.FileDescriptor",
          "java.nio.file.Files",
          "sun.nio.ch.FileChannelImpl",
          "sun.nio.ch.IOUtil",
          "sun.nio.fs.UnixChannelFactory",
          "samples.Obeys");

  final ChildJvm.Running child;
  final Talk talk;
  private final Path folder;

  OperatedJvm(ChildJvm jvm, Path folder) throws IOException {
    this.folder = folder;
    child = jvm.withOtherAgent(inspecting().toString()).start(Obeys.class, List.of());
    talk = new Talk(child);
  }

  /** The class itself is on the class path. */
  private Path inspecting() throws IOException {
    Path jar = folder.resolveSibling("inspects.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Inspects.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(out, manifest)) {
      written.finish();
    }
    return jar;
  }

  String pid() {
    return Long.toString(child.pid());
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether a save of {@code name} is protected: then it has a shadow copy while it is open. */
  boolean protects(String name) throws IOException {
    long before = shadows();
    talk.ask("open " + file(name));
    long during = shadows();
    talk.ask("write " + file(name) + " text");
    talk.ask("close " + file(name));
    return during > before;
  }

  private long shadows() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.getFileName().toString().startsWith(".holdfast-")).count();
    }
  }

  /** Of class files as the JVM runs them now. */
  Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    for (String name : HOOKED) {
      digests.put(name, talk.ask("digest " + name));
    }
    return digests;
  }

  /** How many descriptors stand for our jar. */
  int descriptorsOfJar() throws IOException {
    int count = 0;
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", pid(), "fd"))) {
      for (Path each : descriptors.toList()) {
        count += linkOf(each).equals(ChildJvm.agentJar().toString()) ? 1 : 0;
      }
    }
    return count;
  }

  private static String linkOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
