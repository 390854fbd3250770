package samples.shapes;

/** What is there after a save. */
public enum Ending {
  /** The old version, and nothing beside it. */
  OLD,
  /** The old version, and beside it, as NAME.holdfast-unfinished, what was written. */
  KEPT,
  /** The whole new version. */
  NEW,
  /** What was written of the new version, in place of the old one: as without the agent. */
  PART,
  /** Anything else. */
  DAMAGED
}
