package io.stillwatch.featureservice.accounts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts to be stored.
 *
 * @param position once they are stored, every event up to here is
 * @param openDay the day that was being filled; null before the first event
 */
record ChangedAccounts(List<String> ids, long position, @Nullable LocalDate openDay) {}
