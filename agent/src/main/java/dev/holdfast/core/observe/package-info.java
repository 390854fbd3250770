/**
 * Events, counters, words for the operator; the status. Agent loader; knows nothing of the rest.
 */
package dev.holdfast.core.observe;
