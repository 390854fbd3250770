package dev.holdfast.core.attach;

import dev.holdfast.core.config.Environment;
import dev.holdfast.core.jvm.JavaProcess;
import java.util.Properties;

/** What the configuration will find when the target reads it. */
final class TargetEnvironment implements Environment {
  private final JavaProcess target;
  private final Properties properties;

  /** {@code properties}: the target's system properties. */
  TargetEnvironment(JavaProcess target, Properties properties) {
    this.target = target;
    this.properties = properties;
  }

  @Override
  public String propertyOrNull(String name) {
    return properties.getProperty(name);
  }

  @Override
  public String variableOrNull(String name) {
    return target.environment().get(name);
  }

  @Override
  public String startFolder() {
    return properties.getProperty("user.dir", "/");
  }
}
