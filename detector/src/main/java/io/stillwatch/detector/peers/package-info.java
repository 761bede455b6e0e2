/**
 * Features that mean something only against peers. {@link io.stillwatch.detector.peers.PeerScales}
 * learns medians and spreads of trusted accounts by plan, model family and persona, and gives a
 * vector's values as robust z-scores where the catalogue says that a feature is relative.
 */
@NullMarked
package io.stillwatch.detector.peers;

import org.jspecify.annotations.NullMarked;
