/**
 * The save engine on a disk in memory: no JVM's writes, no kernel, but every state, by millions.
 */
package dev.holdfast.proof.model;
