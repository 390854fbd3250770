/** What came of a run, for people: Markdown and one HTML page. */
package dev.holdfast.proof.report;
