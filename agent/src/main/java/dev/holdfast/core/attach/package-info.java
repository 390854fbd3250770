/**
 * Loads the agent into a running JVM, once, after everything that can be checked is: a load that
 * fails leaves something in that JVM for as long as it lives. For the command line.
 */
package dev.holdfast.core.attach;
