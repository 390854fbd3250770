/**
 * The agent's own class loader, and the one reflective hand-over to what is in it. System class
 * loader, as the door it is called from. Names the JDK only.
 */
package dev.holdfast.load;
