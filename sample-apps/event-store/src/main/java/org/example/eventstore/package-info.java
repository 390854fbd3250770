/**
 * A small persistence layer as it was written around 2014: event streams that are appended to, one
 * file of keys and values, one counter file a stream, and a folder of blobs named by their hash;
 * served to clients on a local socket.
 *
 * <p>Its ways of saving are wrong on purpose, and stay so: each command is answered with "ok" when
 * the file has been written and closed the ordinary way, and at start whatever is found on disk is
 * taken for what was saved.
 */
package org.example.eventstore;
