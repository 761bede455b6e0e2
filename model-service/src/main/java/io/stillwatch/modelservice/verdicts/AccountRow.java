package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.Band;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One account as lists show it.
 *
 * @param organisationId empty: the account stands alone
 * @param plan empty: not known
 * @param risk null where the band is unknown
 * @param rarerThanOneIn null where the band is unknown
 * @param networkId empty: in no network
 * @param modelVersion empty: no model judged it
 * @param asOf its newest event; 1970: none is known
 * @param judgedAt 1970: never
 */
public record AccountRow(
    String accountId,
    String organisationId,
    String plan,
    Band band,
    @Nullable Double risk,
    @Nullable Long rarerThanOneIn,
    String networkId,
    String modelVersion,
    Instant asOf,
    Instant judgedAt,
    long requests7d,
    long outputTokens7d) {}
