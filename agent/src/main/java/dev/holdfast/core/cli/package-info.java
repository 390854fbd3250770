/**
 * The command line. The agent's own class loader, or one of its own in {@code java -jar}; the only
 * floor that knows picocli and, with the doors, the standard streams.
 */
package dev.holdfast.core.cli;
