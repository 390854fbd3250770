package dev.holdfast.core.attach;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Properties;

/**
 * The attach API of the Java that this command runs on: in the module jdk.attach, or in the
 * tools.jar of a JDK 8. By reflection, since neither need be there.
 */
final class JdkAttach implements AttachedJvm {
  private static final String TYPE = "com.sun.tools.attach.VirtualMachine";

  private final Class<?> type;
  private final Object machine;

  private JdkAttach(Class<?> type, Object machine) {
    this.type = type;
    this.machine = machine;
  }

  /** Null where this Java has none. */
  static Class<?> typeOrNull() {
    try {
      return Class.forName(TYPE, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException notInAModule) {
      File tools = new File(System.getProperty("java.home") + "/../lib/tools.jar");
      if (!tools.isFile()) {
        return null;
      }
      return inToolsOrNull(tools);
    }
  }

  @SuppressWarnings("BanClassLoader") // of the JDK's own file
  private static Class<?> inToolsOrNull(File tools) {
    try {
      // stays open: its classes come one by one, for as long as this command runs
      ClassLoader loader = new URLClassLoader(new URL[] {tools.toURI().toURL()});
      return Class.forName(TYPE, true, loader);
    } catch (ClassNotFoundException | MalformedURLException notAJdk) {
      return null;
    }
  }

  static AttachedJvm to(int pid, Class<?> type) throws IOException {
    try {
      return new JdkAttach(
          type, type.getMethod("attach", String.class).invoke(null, Integer.toString(pid)));
    } catch (ReflectiveOperationException e) {
      throw asIo(e);
    }
  }

  @Override
  public Properties systemProperties() throws IOException {
    return (Properties) call("getSystemProperties");
  }

  @Override
  public Properties agentProperties() throws IOException {
    return (Properties) call("getAgentProperties");
  }

  @Override
  public void load(String jar, String argument) throws IOException {
    try {
      type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, argument);
    } catch (ReflectiveOperationException e) {
      throw asIo(e);
    }
  }

  @Override
  public void close() throws IOException {
    call("detach");
  }

  private Object call(String method) throws IOException {
    try {
      return type.getMethod(method).invoke(machine);
    } catch (ReflectiveOperationException e) {
      throw asIo(e);
    }
  }

  private static IOException asIo(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    return cause instanceof IOException ? (IOException) cause : new IOException(cause);
  }
}
