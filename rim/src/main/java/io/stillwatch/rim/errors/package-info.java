/**
 * What a caller learns of a failure: what is wrong with the call, and nothing of what is inside.
 */
@NullMarked
package io.stillwatch.rim.errors;

import org.jspecify.annotations.NullMarked;
