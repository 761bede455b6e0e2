package io.stillwatch.modelservice.networks;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.modelservice.verdicts.AccountRow;
import io.stillwatch.modelservice.verdicts.MemberPage;
import io.stillwatch.modelservice.verdicts.Roster;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.NetworkMember;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Members of networks beside what is known of their accounts. */
@Component
final class MemberLists {
  private final Roster roster;

  MemberLists(Roster roster) {
    this.roster = roster;
  }

  ListMembersResponse page(KnownNetworks networks, String id, String after, int size) {
    MemberPage page = roster.members(networks.model(), id, after, Page.size(size));
    ListMembersResponse.Builder answer =
        ListMembersResponse.newBuilder().setNextPageToken(page.next());
    page.rows().forEach(row -> answer.addMembers(listed(row.member(), row.account())));
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
