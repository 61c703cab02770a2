/**
 * Keeps what cost caps and target returns promise: what a closed day or a flight cost beyond it is given back, from the platform's
 * revenue, once, and the row says why. The generalisation of what others call ROI protection.
 */
@NullMarked
package ovation.ads.guarantee;

import org.jspecify.annotations.NullMarked;
