package io.stillwatch.featureservice.accounts;

import io.stillwatch.v1.AccountVector;
import java.util.List;

/**
 * Some accounts that changed by time alone.
 *
 * @param lookedAtUpTo the position up to which the accounts were looked through
 */
public record SilentAccounts(List<AccountVector> vectors, long lookedAtUpTo) {}
