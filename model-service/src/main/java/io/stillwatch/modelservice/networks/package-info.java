/** Shows the networks that the champion knows. */
@NullMarked
package io.stillwatch.modelservice.networks;

import org.jspecify.annotations.NullMarked;
