/** Follows prompt frames on request, and serves what is seen of them. */
@NullMarked
package io.stillwatch.featureservice.following;

import org.jspecify.annotations.NullMarked;
