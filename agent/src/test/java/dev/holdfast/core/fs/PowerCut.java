package dev.holdfast.core.fs;

/** The machine has lost its power: no call does anything any more. Not for anybody to catch. */
public final class PowerCut extends Error {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("power cut", null, false, false);
  }
}
