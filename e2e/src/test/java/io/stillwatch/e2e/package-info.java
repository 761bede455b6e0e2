/** Whole-system tests: the house itself, processes, faults, stock clients. */
@NullMarked
package io.stillwatch.e2e;

import org.jspecify.annotations.NullMarked;
