package io.stillwatch.modelservice.verdicts;

/**
 * One member of a network.
 *
 * @param weight 1 at the core, towards 0 at the fringe
 */
public record MemberRow(AccountRow account, double weight) {}
