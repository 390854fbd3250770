/** File systems to be cut: images in memory, mounted by loop devices. Needs root. */
package dev.holdfast.proof.disk;
