/** Tests of following prompt frames. */
@NullMarked
package io.stillwatch.featureservice.following;

import org.jspecify.annotations.NullMarked;
