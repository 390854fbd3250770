package dev.holdfast.core.save;

/** A stream that the application has open on a target. */
final class ModelSlot {
  final Opening.Opened opened;
  String content = "";

  /** It has published by force what was written then. */
  boolean published;

  boolean failed;

  ModelSlot(Opening.Opened opened) {
    this.opened = opened;
  }
}
