package io.stillwatch.featureservice.accounts;

/**
 * How much an erasure removed from the database.
 *
 * @param events rows of the log
 * @param states 0 or 1; a state that was not yet stored is no row
 * @param dailyVectors vectors of closed days
 * @param strandDays days of followed prompt frames that named it
 */
public record ErasedRows(long events, long states, long dailyVectors, long strandDays) {
  static final ErasedRows NONE = new ErasedRows(0, 0, 0, 0);
}
