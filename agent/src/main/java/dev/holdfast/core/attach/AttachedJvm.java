package dev.holdfast.core.attach;

import java.io.Closeable;
import java.io.IOException;
import java.util.Properties;

/** A JVM that listens. What it is asked loads nothing into it, but for {@link #load}. */
interface AttachedJvm extends Closeable {
  /** Its system properties, now. */
  Properties systemProperties() throws IOException;

  /** Properties about it, the options it was started with among them. */
  Properties agentProperties() throws IOException;

  /** Throws also where only the answer of another Java was not understood. */
  void load(String jar, String argument) throws IOException;
}
