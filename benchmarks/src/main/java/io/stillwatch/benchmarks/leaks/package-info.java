/**
 * Whether a season gives its campaigns away by something that the generator forgot: a raw field's
 * value, a pair of values, or what boosted trees make of an account's raw form. Knows the events of
 * the contract, and no feature of the detector.
 */
@NullMarked
package io.stillwatch.benchmarks.leaks;

import org.jspecify.annotations.NullMarked;
