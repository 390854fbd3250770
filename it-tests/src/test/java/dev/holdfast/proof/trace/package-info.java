/**
 * Every state that a crash may legally leave, computed from the system calls of a save: no file
 * system is asked, so what POSIX allows is seen, not what one kernel happens to do. Needs strace,
 * not root.
 *
 * <p>{@link dev.holdfast.proof.trace.Recording} runs all ways of writing under strace, {@link
 * dev.holdfast.proof.trace.TracedDisk} replays one job's calls and knows what is not forced yet,
 * {@link dev.holdfast.proof.trace.CrashStates} goes through what may be found after a cut.
 *
 * <p>Not seen: when stores to mapped memory happen (they are taken to follow the mapping at once),
 * modes, owners and attributes, and reads.
 */
package dev.holdfast.proof.trace;
