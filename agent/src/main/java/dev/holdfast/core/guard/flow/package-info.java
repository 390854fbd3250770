/**
 * Which instructions of a method run only because of an exception, from its class file. Own reader:
 * offsets of instructions are what a stack tells, and libraries hide them.
 */
package dev.holdfast.core.guard.flow;
