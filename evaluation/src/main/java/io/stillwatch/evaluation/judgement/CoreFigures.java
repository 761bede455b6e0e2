package io.stillwatch.evaluation.judgement;

/**
 * What campaigns and networks are to each other by their cores: members of weight 0.75 or more of
 * networks that no honest cause explains.
 *
 * @param completeness of a campaign's accounts that the season judges, those in the core of its
 *     best network on its best night
 * @param purity of a core's members on the night when it was largest, those of its main campaign
 * @param split campaigns whose core members lay in two networks of one night, two in each at least
 * @param merged networks in whose core lay members of two campaigns on one night, two of each
 * @param networksPerCampaign the most such networks of a night, mean over campaigns with one
 * @param campaignsPerNetwork the most such campaigns of a night, mean over networks with one
 */
public record CoreFigures(
    Interval completeness,
    Interval purity,
    Interval split,
    Interval merged,
    double networksPerCampaign,
    double campaignsPerNetwork) {}
