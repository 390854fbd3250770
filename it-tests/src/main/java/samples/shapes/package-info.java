/**
 * What runs the shapes of code in {@code src/shapes}: those are compiled by many compilers, this is
 * the same for all of them. No Holdfast on the class path.
 */
package samples.shapes;
