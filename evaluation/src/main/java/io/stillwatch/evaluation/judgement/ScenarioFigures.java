package io.stillwatch.evaluation.judgement;

/**
 * How a scenario's campaigns of one size fared.
 *
 * @param size accounts of each campaign
 * @param accounts members with an active night
 * @param recall members caught while active
 * @param detected share of the campaigns
 * @param medianDays from the first active day to the detection; infinite: undetected
 * @param medianExchanges what was taken until then, that day included; infinite: undetected
 * @param lost share of the harvest taken until detection, that day included
 */
public record ScenarioFigures(
    String scenario,
    int size,
    int campaigns,
    long accounts,
    Interval recall,
    Interval detected,
    Interval medianDays,
    Interval medianExchanges,
    Interval lost) {}
