/**
 * {@code bench vectors}: a closed day's vectors read back, from the table and over gRPC, beside a
 * vector a row. {@link StoredDay} makes the day, {@link VectorStream} reads it as a trainer would.
 */
@NullMarked
package io.stillwatch.benchmarks.vectors;

import org.jspecify.annotations.NullMarked;
