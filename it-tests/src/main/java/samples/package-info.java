/**
 * Small programs as people write them: Java 8, no Holdfast on their class path, no line that knows
 * of it. The integration tests start them with and without the agent.
 */
package samples;
