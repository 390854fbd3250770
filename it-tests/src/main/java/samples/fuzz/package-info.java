/**
 * Random programs over the whole API by which Java writes files, and a machine that runs them. The
 * same program runs in a JVM without and in one with Holdfast; what each call answers and what the
 * files hold must be equal, but for what {@link samples.fuzz.Explanation} lists.
 */
package samples.fuzz;
