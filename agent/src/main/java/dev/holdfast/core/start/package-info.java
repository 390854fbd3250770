/** Wires everything, in order, once. Agent loader; knows everything, nothing knows it. */
package dev.holdfast.core.start;
