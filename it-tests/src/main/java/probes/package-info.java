/** Small programs that look from inside the JVM at what the agent has put there. Java 8. */
package probes;
