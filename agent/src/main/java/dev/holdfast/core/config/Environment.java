package dev.holdfast.core.config;

/** What a configuration may refer to outside its own text. */
public interface Environment {
  /** The system property, null if it is not set. */
  String propertyOrNull(String name);

  /** The environment variable, null if it is not set. */
  String variableOrNull(String name);

  /** The absolute folder that relative paths of this JVM start at. */
  String startFolder();

  static Environment ofThisProcess() {
    return ProcessEnvironment.INSTANCE;
  }
}
