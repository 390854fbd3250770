/**
 * What may replace a good file: saves abandoned by an exception, new versions that are too small or
 * not what they should be, earlier versions kept. Agent loader; knows the seam, not the engine.
 */
package dev.holdfast.core.guard;
