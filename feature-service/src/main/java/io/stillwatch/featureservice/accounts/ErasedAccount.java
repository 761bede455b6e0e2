package io.stillwatch.featureservice.accounts;

import java.time.Instant;

/**
 * An account that was erased.
 *
 * @param position the log position that the erasure took: what is there of the account has a later
 *     one
 * @param at by the service's clock
 */
public record ErasedAccount(String accountId, long position, Instant at) {}
