package dev.holdfast.core.observe;

/** What can happen to a protected file; counted, and named so in the status. */
public enum Event {
  COMMITTED,
  FAILED,
  /** An abandoned save: the old version stays. */
  DISCARDED,
  /** Kept beside the target as NAME.holdfast-unfinished. */
  SET_ASIDE,
  /** Not let through by the rule's guards: the old version stays, the new one is kept beside. */
  REFUSED,
  /** The application's own force, not let through by the guards yet: put off to the close. */
  FORCE_DEFERRED,
  /** The version before this one, as NAME.holdfast-previous.1. */
  KEPT_PREVIOUS,
  /** Target deleted while it was being saved: nothing was published, as stock. */
  DELETED_MEANWHILE,
  /** Deleted with signs that it is to be replaced: kept until it is, or for seconds. */
  DELETED_TO_REPLACE,
  /** Left open and collected; committed by the reaper. */
  LEFT_OPEN,
  /** Published by the application's own force, before its close. */
  PUBLISHED_BY_FORCE,
  /** Application's own temp + rename made durable. */
  RENAME_HARDENED,
  /** The same where source or folder can't be opened to force them: as stock. */
  RENAME_NOT_HARDENED,
  /** Rewritten in place by way of a journal: atomic replace is not possible there. */
  JOURNALED,
  /** Written in place and forced: atomic replace is not possible there. */
  FALLBACK_IN_PLACE,
  /** Exclusive creation, lock-like names: written in place and forced. */
  FORCED_IN_PLACE,
  /** A write that appended is durable: append: atomic. */
  APPENDED,
  /** The forces that made them so: each may be for many. */
  APPEND_GROUP,
  /** The same where no mark can be made: each forced by itself, and a torn one stays. */
  APPENDED_WITHOUT_MARK,
  /** What a crash left of a write that had not returned is cut off. */
  TORN_TAIL_CUT,
  PASSED_APPEND,
  PASSED_RANDOM_ACCESS,
  PASSED_WITHOUT_TRUNCATION,
  PASSED_SPECIAL,
  /** Switched off while running: as stock. */
  PASSED_OFF,
  ORPHAN_REMOVED,
  /** Brought back, or finished, after a crash. */
  RECOVERED
}
