/**
 * The judge: plays a file of events through the services as they are shipped, in event time,
 * trains, asks for every verdict, and holds the answers against the truth. A {@link
 * io.stillwatch.evaluation.platform.Platform} is the running whole, an {@link
 * io.stillwatch.evaluation.Evaluation} one run of it, a {@link io.stillwatch.evaluation.Scorecard}
 * what came of it.
 */
@NullMarked
package io.stillwatch.evaluation;

import org.jspecify.annotations.NullMarked;
