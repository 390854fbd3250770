package dev.holdfast.proof;

/**
 * What saves: nobody but the application, Holdfast, or Holdfast made wrong on purpose.
 *
 * @param name as the report has it
 * @param expected what a row of it must show, else the run has failed
 */
public record Engine(String name, Expected expected) {
  public enum Expected {
    /** Nothing bad in any state. */
    CLEAN,
    /** Damage: an application without the agent, or a fault that the bench must find. */
    DAMAGED
  }

  public static final Engine STOCK = new Engine("stock", Expected.DAMAGED);
  public static final Engine HOLDFAST = new Engine("holdfast", Expected.CLEAN);

  /** Holdfast with one step made wrong: {@code fault} says which. */
  public static Engine seeded(String fault) {
    return new Engine("seeded: " + fault, Expected.DAMAGED);
  }

  public boolean isSeeded() {
    return name.startsWith("seeded: ");
  }
}
