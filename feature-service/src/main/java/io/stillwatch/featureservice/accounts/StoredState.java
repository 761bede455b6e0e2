package io.stillwatch.featureservice.accounts;

/**
 * An encoded state.
 *
 * @param position every event of the account up to here is in it, and none after
 */
@SuppressWarnings("ArrayRecordComponent") // On its way between memory and the table.
record StoredState(String accountId, long position, byte[] state) {}
