package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.NetworkMember;

/**
 * One member of a network.
 *
 * @param account as it is now
 * @param member as the night saw it
 */
public record MemberRow(AccountRow account, NetworkMember member) {
  /** 1 at the core, towards 0 at the fringe. */
  public double weight() {
    return member.getWeight();
  }
}
