/**
 * What Holdfast costs: start-up, unprotected files, protected saves. Run by {@code it-tests/bench}.
 */
package dev.holdfast.bench;
