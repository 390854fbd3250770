package dev.holdfast.core.config;

/** Reads a configuration from where the user put it. */
public final class ConfigurationReader {
  private ConfigurationReader() {}

  /** Reads {@code file}: a path, relative ones start at {@link Environment#startFolder}. */
  public static Configuration read(String file, Environment env) throws ConfigurationException {
    throw new ConfigurationException(file + env.startFolder());
  }

  /**
   * Reads what the agent was told: {@code config=FILE}, {@code FILE} or {@code
   * protect=GLOB[:GLOB...]}. With no argument (null or empty) the file is named by the property
   * {@code holdfast.config}, else by the environment's {@code HOLDFAST_CONFIG}.
   */
  public static Configuration fromAgentArgument(String argumentOrNull, Environment env)
      throws ConfigurationException {
    throw new ConfigurationException(argumentOrNull + env.startFolder());
  }
}
