package dev.holdfast.core.config;

/** The environment of the JVM that this runs in. */
final class ProcessEnvironment implements Environment {
  static final ProcessEnvironment INSTANCE = new ProcessEnvironment();

  private ProcessEnvironment() {}

  @Override
  public String propertyOrNull(String name) {
    return System.getProperty(name);
  }

  @Override
  public String variableOrNull(String name) {
    return System.getenv(name);
  }

  @Override
  public String startFolder() {
    return System.getProperty("user.dir");
  }
}
