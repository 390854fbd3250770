/**
 * Real libraries, saving by their own calls in child JVMs: the order of system calls, what a power
 * cut leaves, what the library itself reads of it. The programs are in {@code src/libraries}.
 */
package dev.holdfast.it.libraries;
