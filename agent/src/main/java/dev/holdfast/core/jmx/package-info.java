/**
 * Holdfast's MBean. Agent loader; the only floor that names {@code javax.management}, and entered
 * only where the application uses that, or the configuration asks for it.
 */
package dev.holdfast.core.jmx;
