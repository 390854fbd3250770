package dev.holdfast.bench;

/** What any agent costs: the only class of a jar that {@link StartUp} makes. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String arguments) {}
}
