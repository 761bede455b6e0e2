/** Shows the networks that the champion knows, and takes what people decide of them. */
@NullMarked
package io.stillwatch.modelservice.networks;

import org.jspecify.annotations.NullMarked;
