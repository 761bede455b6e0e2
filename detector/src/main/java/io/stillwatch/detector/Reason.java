package io.stillwatch.detector;

/**
 * One reason of a verdict, for analysts.
 *
 * @param bits how much it weighs; negative speaks for the account
 * @param value the account's value with its unit, empty: missing
 * @param typicalRange the middle 90 % of its peers, empty: not known
 * @param percentile the share of the model's baseline accounts with a smaller value, 0 to 1, equal
 *     ones half; NaN: not known
 * @param fact whether it was observed; otherwise it was concluded
 * @param text one sentence for a person
 */
public record Reason(
    String name,
    double bits,
    String value,
    String typicalRange,
    double percentile,
    boolean fact,
    String text) {}
