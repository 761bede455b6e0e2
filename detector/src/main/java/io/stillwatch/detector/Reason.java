package io.stillwatch.detector;

/**
 * One reason of a verdict, for analysts.
 *
 * @param bits how much it weighs; negative speaks for the account
 * @param value the account's value with its unit, empty: missing
 * @param typicalRange the middle 90 % of its peers, empty: not known
 * @param fact whether it was observed; otherwise it was concluded
 * @param text one sentence for a person
 */
public record Reason(
    String name, double bits, String value, String typicalRange, boolean fact, String text) {}
