/**
 * The JVMs of this machine, as {@code /proc} shows them: without the attach API, perf data or
 * anything else that a runtime image may lack or a container hide. For the command line; a JVM with
 * the agent never loads it.
 */
package dev.holdfast.core.jvm;
