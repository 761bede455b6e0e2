/**
 * {@code bench networks}: discovery on populations of a platform's size. {@link Town} makes the
 * accounts, {@link Night} finds networks among them, {@link SharedKeys} is what it is held beside,
 * and {@link Fortnight} asks whether networks keep their ids.
 */
@NullMarked
package io.stillwatch.benchmarks.networks;

import org.jspecify.annotations.NullMarked;
