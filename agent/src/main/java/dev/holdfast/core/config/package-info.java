/**
 * YAML to immutable rules: what is protected and how. Errors name file, line and column; globs are
 * compiled to matchers that neither wait nor allocate.
 *
 * <p>The agent's own class loader. Stands on the JDK and snakeyaml-engine, and knows nothing else.
 */
package dev.holdfast.core.config;
