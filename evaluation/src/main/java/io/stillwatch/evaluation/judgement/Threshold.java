package io.stillwatch.evaluation.judgement;

/**
 * What a ranking gives at one of its thresholds.
 *
 * @param falsePositives share of the honest accounts above it
 * @param recall share of the attackers above it
 * @param precision attackers among all above it
 */
public record Threshold(double falsePositives, double recall, double precision) {}
