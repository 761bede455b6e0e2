package io.stillwatch.modelservice.networks;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.modelservice.verdicts.AccountRow;
import io.stillwatch.modelservice.verdicts.MemberPage;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Members of networks beside what is known of their accounts. */
@Component
final class MemberLists {
  private final Roster roster;

  MemberLists(Roster roster) {
    this.roster = roster;
  }

  ListMembersResponse page(Network network, String after, int size) {
    MemberPage page = roster.members(network.getId(), after, Page.size(size));
    Map<String, NetworkMember> members = new HashMap<>();
    network.getMembersList().forEach(member -> members.put(member.getAccountId(), member));
    ListMembersResponse.Builder answer =
        ListMembersResponse.newBuilder().setNextPageToken(page.next());
    page.rows()
        .forEach(
            row -> {
              NetworkMember member = members.get(row.account().accountId());
              if (member != null) {
                answer.addMembers(listed(member, row.account()));
              }
            });
    return answer.build();
  }

  private static ListedMember listed(NetworkMember member, AccountRow account) {
    ListedMember.Builder listed =
        ListedMember.newBuilder()
            .setMember(member)
            .setBand(account.band())
            .setOrganisationId(account.organisationId())
            .setPlan(account.plan());
    Double risk = account.risk();
    if (risk != null) {
      listed.setRisk(risk);
    }
    if (account.asOf().isAfter(Instant.EPOCH)) {
      listed.setNewestEvent(Timestamps.timestamp(account.asOf()));
    }
    return listed.build();
  }
}
