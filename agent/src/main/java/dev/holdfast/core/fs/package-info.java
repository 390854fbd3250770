/**
 * The seam: the file-system calls that a save is made of, the real ones, and the facts of a file
 * system. Agent loader. The only floor that calls java.nio.file; knows nothing of the rest.
 */
package dev.holdfast.core.fs;
