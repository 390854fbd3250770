/**
 * Every call of a save: killed there, the power cut there, an error there. The calls are caught by
 * {@link dev.holdfast.proof.calls.Tripwire}, a small library in the saving JVM, which can also make
 * one step of Holdfast's wrong: so the bench itself is tested.
 */
package dev.holdfast.proof.calls;
