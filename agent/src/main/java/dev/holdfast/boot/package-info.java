/**
 * The ground floor: what woven JDK code calls. Bootstrap loader; names only java.lang and java.io.
 *
 * <p>Everything here runs inside {@code FileOutputStream.open} and during class loading: no lambda,
 * no reflection, no string formatting, no logging, no static initialiser with work in it.
 */
package dev.holdfast.boot;
