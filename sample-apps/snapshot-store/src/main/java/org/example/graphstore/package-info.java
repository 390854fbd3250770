/**
 * A small graph service as it was written around 2014: one process, one graph in memory, one JSON
 * snapshot on disk that is truncated and rewritten at every save.
 *
 * <p>Its way of saving is wrong on purpose, and stays so: {@link SnapshotFile#save}.
 */
package org.example.graphstore;
