package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.util.Properties;
import net.bytebuddy.agent.VirtualMachine;

/** Byte Buddy's own words for what the attach API says, for a Java that has none. */
final class EmulatedAttach implements AttachedJvm {
  private final VirtualMachine machine;

  private EmulatedAttach(VirtualMachine machine) {
    this.machine = machine;
  }

  /** By sockets of this Java, 16 or later. */
  static AttachedJvm bySockets(JavaProcess target) throws IOException {
    return new EmulatedAttach(
        VirtualMachine.ForHotSpot.attach(
            Integer.toString(target.pid()), pid -> UnixSockets.connect(target)));
  }

  /** By JNA, if that is on the class path: see {@link #hasJna}. */
  static AttachedJvm byJna(JavaProcess target) throws IOException {
    return new EmulatedAttach(VirtualMachine.ForHotSpot.attach(Integer.toString(target.pid())));
  }

  static boolean hasJna() {
    try {
      Class.forName("com.sun.jna.Platform", false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  @Override
  public Properties systemProperties() throws IOException {
    return machine.getSystemProperties();
  }

  @Override
  public Properties agentProperties() throws IOException {
    return machine.getAgentProperties();
  }

  @Override
  public void load(String jar, String argument) throws IOException {
    machine.loadAgent(jar, argument);
  }

  @Override
  public void close() throws IOException {
    machine.detach();
  }
}
