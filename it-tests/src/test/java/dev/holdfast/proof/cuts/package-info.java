/**
 * Random power cuts under programs that save: the file system is shut down at any moment, comes
 * back, and what it holds is compared with what was acknowledged. The demonstration, with big
 * numbers; that every moment is tried is what other layers are for.
 */
package dev.holdfast.proof.cuts;
