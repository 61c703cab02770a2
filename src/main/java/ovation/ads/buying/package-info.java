/**
 * What buying needs beside campaigns themselves: copies and drafts, caps at every level, advertisers' lists, split tests,
 * appeals, and the switches that stop everything.
 */
@NullMarked
package ovation.ads.buying;

import org.jspecify.annotations.NullMarked;
