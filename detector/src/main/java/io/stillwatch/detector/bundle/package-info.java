/**
 * Model files: signed by the trainer ({@link io.stillwatch.detector.bundle.SigningKey}), opened by
 * replicas ({@link io.stillwatch.detector.bundle.TrustedKeys}) that check the signature before they
 * parse a byte. The same kind of key signs evidence packs.
 */
@NullMarked
package io.stillwatch.detector.bundle;

import org.jspecify.annotations.NullMarked;
