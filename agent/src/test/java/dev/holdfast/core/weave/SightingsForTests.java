package dev.holdfast.core.weave;

/** An application that uses what it does not load. */
public final class SightingsForTests {
  private SightingsForTests() {}

  /** As if the bootstrap loader had loaded classes of these internal names. */
  public static Sightings of(String... classes) {
    Sightings sightings = new Sightings();
    for (String name : classes) {
      load(name, sightings);
    }
    return sightings;
  }

  /** One more. */
  public static void load(String name, Sightings sightings) {
    sightings.loaded(name);
  }
}
