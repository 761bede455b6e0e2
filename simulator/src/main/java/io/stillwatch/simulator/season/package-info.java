/** What a season is made of: a typed file in YAML, and ranges that its seed draws from. */
@NullMarked
package io.stillwatch.simulator.season;

import org.jspecify.annotations.NullMarked;
