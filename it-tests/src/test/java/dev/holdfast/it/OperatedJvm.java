package dev.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;
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
  private final Path inspects;

  OperatedJvm(ChildJvm jvm, Path folder) throws IOException {
    this.folder = folder;
    inspects = inspecting();
    child = jvm.withOtherAgent(inspects.toString()).start(Obeys.class, List.of());
    talk = new Talk(child);
  }

  /** The class itself is on the class path. */
  private Path inspecting() throws IOException {
    Path jar = folder.resolveSibling("inspects.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Inspects.class.getName());
    attributes.putValue("Agent-Class", Inspects.class.getName());
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

  /**
   * Class files as the JVM runs them now, as text: the JVM writes them anew from what it has, with
   * another constant pool each time, and (11, 17) without the frames that only a verifier reads.
   */
  Map<String, String> classes() throws Exception {
    Path written = Files.createTempDirectory("classes");
    VirtualMachine jvm = VirtualMachine.attach(pid());
    try {
      jvm.loadAgent(inspects.toString(), written + " " + String.join(" ", HOOKED));
    } catch (AgentLoadException loaded) {
      assertThat(loaded).as("what 8 answers where all is well").hasMessage("0");
    } finally {
      jvm.detach();
    }
    Map<String, String> texts = new TreeMap<>();
    for (String name : HOOKED) {
      Path file = written.resolve(name);
      StringWriter text = new StringWriter();
      new ClassReader(Files.readAllBytes(file))
          .accept(new TraceClassVisitor(new PrintWriter(text)), ClassReader.SKIP_FRAMES);
      texts.put(name, text.toString());
      Files.delete(file);
    }
    Files.delete(written);
    return texts;
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
