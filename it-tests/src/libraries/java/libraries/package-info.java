/**
 * Programs of a few lines, each around one library's own way to save. Compiled by {@code
 * LibraryClasses}, apart from the rest: no library is on the class path of the tests or the samples.
 */
package libraries;
