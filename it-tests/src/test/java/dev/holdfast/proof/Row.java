package dev.holdfast.proof;

/**
 * One line of the report: the same thing tried in many states.
 *
 * @param layer the layer's name
 * @param engine what saved
 * @param jvm such as "JDK 17"; "-" where it makes no difference
 * @param place such as "ext4 noauto_da_alloc"; "-" where it makes no difference
 * @param shape what was tried: the way of writing, the situation
 * @param tally what was found
 */
public record Row(
    String layer, Engine engine, String jvm, String place, String shape, Tally tally) {

  /** Whether it shows what its engine is expected to show. */
  public boolean isAsExpected() {
    return engine.expected() == Engine.Expected.CLEAN
        ? tally.bad() == 0 && tally.all() > 0
        : tally.bad() > 0;
  }
}
