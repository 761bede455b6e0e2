package io.stillwatch.evaluation.judgement;

/**
 * How the networks fared that no honest cause explains.
 *
 * @param found distinct ones of the season
 * @param purity members that belong to the network's main campaign, 0 for an honest network
 * @param completeness campaign accounts that its best network holds
 * @param queuePerNight new or changed ones that a person would be shown
 * @param queuePrecision those of them that consist mostly of attackers
 * @param largest members of the largest one
 */
public record NetworkFigures(
    long found,
    Interval purity,
    Interval completeness,
    Interval queuePerNight,
    Interval queuePrecision,
    long largest) {}
