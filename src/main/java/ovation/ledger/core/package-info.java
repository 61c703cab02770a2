/**
 * The decision of the hot lane: which transfers of a batch stand, and what is written for them. Pure Java over plain values:
 * no Spring, no JDBC, no clock, so that it can be simulated, mutated and read.
 */
@NullMarked
package ovation.ledger.core;

import org.jspecify.annotations.NullMarked;
