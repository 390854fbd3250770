/**
 * The hook table, its weaver, the self-test, and the classes generated into java.base. Agent
 * loader. The only floor that knows ASM.
 */
package dev.holdfast.core.weave;
