package dev.holdfast.core.config;

/** Reads a configuration from where the user put it. */
public final class ConfigurationReader {
  private static final String PROPERTY = "holdfast.config";
  private static final String VARIABLE = "HOLDFAST_CONFIG";

  private ConfigurationReader() {}

  /** Reads {@code file}: a path, relative ones start at {@link Environment#startFolder}. */
  public static Configuration read(String file, Environment env) throws ConfigurationException {
    return new FileConfiguration(file, env, "").read();
  }

  /**
   * Reads what the agent was told: {@code config=FILE}, {@code FILE} or {@code
   * protect=GLOB[:GLOB...]}. With no argument (null or empty) the file is named by the property
   * {@code holdfast.config}, else by the environment's {@code HOLDFAST_CONFIG}.
   */
  public static Configuration fromAgentArgument(String argumentOrNull, Environment env)
      throws ConfigurationException {
    if (argumentOrNull != null && !argumentOrNull.isEmpty()) {
      return AgentArgument.read(argumentOrNull, env);
    }
    String property = env.propertyOrNull(PROPERTY);
    if (property != null && !property.isEmpty()) {
      return new FileConfiguration(property, env, "the system property " + PROPERTY).read();
    }
    String variable = env.variableOrNull(VARIABLE);
    if (variable != null && !variable.isEmpty()) {
      return new FileConfiguration(variable, env, "the environment variable " + VARIABLE).read();
    }
    throw new ConfigurationException(
        AgentArgument.SOURCE
            + ": no configuration given\n"
            + "  say which files to protect:\n"
            + "  -javaagent:holdfast.jar=config=FILE           a file in YAML\n"
            + "  -javaagent:holdfast.jar=protect=GLOB[:GLOB...]  no file\n"
            + "  -Dholdfast.config=FILE or the environment variable HOLDFAST_CONFIG");
  }
}
