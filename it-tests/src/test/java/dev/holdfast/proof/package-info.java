/**
 * The proof bench: what a crash, a power cut or an error can leave of a save, searched for on real
 * file systems. {@link dev.holdfast.proof.Prove} runs {@link dev.holdfast.proof.Layer layers}, each
 * of which finds what another one can't; {@link dev.holdfast.proof.report} says what came of it.
 */
package dev.holdfast.proof;
