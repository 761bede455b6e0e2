/**
 * The strand table: who uses the prompt frames that are followed, and what they ask behind them. It
 * stands beside the accounts' states, which see an account's frames but not who shares them.
 */
@NullMarked
package io.stillwatch.features.strands;

import org.jspecify.annotations.NullMarked;
