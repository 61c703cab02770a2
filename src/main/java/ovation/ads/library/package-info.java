/**
 * The public library of ads: what may be shown and what was within a year, of every format, read from the rows that serve. Formats
 * put theirs on it as a {@link ovation.ads.library.LibraryShelf}.
 */
@NullMarked
package ovation.ads.library;

import org.jspecify.annotations.NullMarked;
