/**
 * Networks as evidence for others: an {@link io.stillwatch.detector.evidence.EvidencePack} says all
 * that is known of one, under pseudonyms, and a {@link io.stillwatch.detector.evidence.SealedPack}
 * is its signed file.
 */
@NullMarked
package io.stillwatch.detector.evidence;

import org.jspecify.annotations.NullMarked;
