/**
 * With whom? {@link io.stillwatch.detector.network.Discovery} makes a NetworkSnapshot of a day's
 * vectors: prompt frames and affixes that turned hot against the lagged baseline become candidates,
 * candidates are measured on other families of evidence against matched honest sets, and what one
 * common honest cause explains does not count. {@link io.stillwatch.detector.network.NetworkIndex}
 * looks an account up in a snapshot: a pure function of vector and snapshot, used alike by night
 * and by every replica.
 */
@NullMarked
package io.stillwatch.detector.network;

import org.jspecify.annotations.NullMarked;
