/**
 * One save in flight, from open to commit or abort: shadow copy, atomic replace, what is open, what
 * is left unfinished. Agent loader; knows fs, observe and boot.
 */
package dev.holdfast.core.save;
