/**
 * The sample application event-store under {@code kill -9} and power cuts: clients that keep books
 * of what was acknowledged, and judge what the next start serves by them.
 */
package dev.holdfast.it.eventstore;
