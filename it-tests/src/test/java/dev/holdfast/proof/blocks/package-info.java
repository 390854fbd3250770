/**
 * Every block write is a crash point: a recorder below the file system logs each of them with what
 * had been acknowledged by then, and every state that the disk has been in is mounted and looked
 * at. Also a disk that fails on demand. Needs root, gcc and FUSE 3.
 */
package dev.holdfast.proof.blocks;
