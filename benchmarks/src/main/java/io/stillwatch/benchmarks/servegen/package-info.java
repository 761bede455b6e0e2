/** Clients of a real platform, from the traces of ServeGen (arXiv 2505.09999). */
@org.jspecify.annotations.NullMarked
package io.stillwatch.benchmarks.servegen;
