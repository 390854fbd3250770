/**
 * How a running agent is asked: a folder of its user's own, with requests and answers in it. Agent
 * loader; knows {@code core.fs}, and of the rest only what {@link
 * dev.holdfast.core.control.Controlled} says.
 */
package dev.holdfast.core.control;
