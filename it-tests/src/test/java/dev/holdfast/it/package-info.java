/**
 * Real child JVMs, with and without the agent jar, on all the JDKs there are. What they do is
 * checked by the system calls they make, by what is on disk, and by what they print.
 */
package dev.holdfast.it;
