/**
 * Differential fuzz: random programs answer the same without and with the agent, but for what the
 * promise excepts. The programs and what runs them are in {@link samples.fuzz}.
 */
package dev.holdfast.proof.fuzz;
