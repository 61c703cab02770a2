/**
 * The engine of the auction: pacing, prediction, calibration, which ads may take a seat, and the buckets into which people fall.
 * Pure Java over plain values: no Spring, no JDBC, no clock, so that the benchmarks and the property tests drive exactly what
 * serves.
 */
@NullMarked
package ovation.ads.engine;

import org.jspecify.annotations.NullMarked;
