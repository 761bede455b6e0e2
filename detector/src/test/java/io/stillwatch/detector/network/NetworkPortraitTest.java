package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.SharedKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Days and keys of ten members, counted by hand. Tonight is the end of 2026-11-20. */
class NetworkPortraitTest {
  private static final PopulationFixture PEOPLE = new PopulationFixture(5);
  private static final int MEMBERS = 10;

  private static Person member(int i) {
    return PEOPLE.person("m" + i).prompting("one prompt", i);
  }

  private static Network.Builder portrait(IntFunction<Person> member, BaselineContent baseline) {
    List<FeatureVector> all = new ArrayList<>(PEOPLE.strangers(20));
    IntStream.range(0, MEMBERS).forEach(i -> all.add(member.apply(i).vector()));
    Population today = new Population(all);
    HotContent content = new HotContent(today);
    List<ContentKey> keys =
        content.against(baseline, new NetworkHistory(NetworkSnapshot.getDefaultInstance()));
    assertThat(keys).hasSize(1);
    Network.Builder network = Network.newBuilder();
    IntStream.range(0, MEMBERS).forEach(i -> network.addMembersBuilder().setAccountId("m" + i));
    new NetworkPortrait(today, content, baseline, keys)
        .addTo(network, IntStream.range(20, 20 + MEMBERS).toArray());
    return network;
  }

  private static NetworkDay day(String date, int units, int joined, int closed) {
    return NetworkDay.newBuilder()
        .setDay(date)
        .setUnits(units)
        .setJoined(joined)
        .setClosed(closed)
        .build();
  }

  private static Instant begin(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Five began on the 19th, three on the 20th, and an organisation of two was closed after it. */
  private static Person comingAndGoing(int i) {
    Person member = member(i);
    if (i < 5) {
      return member.calling(30, 2);
    }
    return i < 8 ? member.calling(10, 1) : member.calling(50, 26).of("customer").closed();
  }

  @Test
  void days_membersThatComeAndGo_areCountedInUnits() {
    BaselineContent baseline = new BaselineContent();
    FeatureVector calledOnThe14th = member(0).calling(150, 150).vector();
    baseline.add(begin("2026-11-14"), List.of(calledOnThe14th));
    baseline.add(begin("2026-11-15"), List.of(calledOnThe14th));

    assertThat(portrait(NetworkPortraitTest::comingAndGoing, baseline).getDaysList())
        .containsExactly(
            day("2026-11-14", 1, 1, 0),
            day("2026-11-18", 1, 1, 0),
            day("2026-11-19", 6, 4, 1),
            day("2026-11-20", 8, 3, 0));
  }

  @Test
  void days_unitWithAnOpenMember_isNotClosed() {
    Network.Builder network =
        portrait(
            i -> i == 9 ? member(i).calling(50, 26).of("customer") : comingAndGoing(i),
            new BaselineContent());

    assertThat(network.getDaysList()).allMatch(day -> day.getClosed() == 0);
  }

  @Test
  void days_hoursUnknownOrLongAgo_areThoseOfTheLastDay() {
    assertThat(portrait(NetworkPortraitTest::member, new BaselineContent()).getDaysList())
        .containsExactly(day("2026-11-20", MEMBERS, MEMBERS, 0));
  }

  @Test
  void sharedKeys_cardsAndOnePrompt_areByFallingMembers() {
    Network.Builder network =
        portrait(
            i ->
                member(i)
                    .with(LinkFamily.INSTRUMENT, i < 6 ? "card A" : i < 8 ? "card B" : "card " + i)
                    .with(LinkFamily.ISSUER, "issuer of " + i)
                    .with(LinkFamily.EMAIL, "pattern of " + i)
                    .with(LinkFamily.ADDRESS, "line of " + i)
                    .with(LinkFamily.CLIENT, "client of " + i),
            new BaselineContent());

    assertThat(network.getSharedKeysList())
        .extracting(SharedKey::getFamily, SharedKey::getMembers)
        .containsExactly(tuple(1, 10), tuple(3, 6), tuple(3, 2));
    assertThat(network.getMembersList())
        .extracting(NetworkMember::getSharedKeysList)
        .containsExactly(
            List.of(0, 1),
            List.of(0, 1),
            List.of(0, 1),
            List.of(0, 1),
            List.of(0, 1),
            List.of(0, 1),
            List.of(0, 2),
            List.of(0, 2),
            List.of(0),
            List.of(0));
  }

  @Test
  void goOn_writtenDays_stayButForWhoWasClosedSince() {
    Network.Builder network =
        Network.newBuilder()
            .addDays(day("2026-11-17", 4, 4, 0))
            .addDays(day("2026-11-19", 5, 1, 3))
            .addDays(day("2026-11-20", 7, 2, 0));

    NetworkTimeline.goOn(List.of(day("2026-11-18", 3, 3, 0), day("2026-11-19", 9, 6, 1)), network);

    assertThat(network.getDaysList())
        .containsExactly(
            day("2026-11-18", 3, 3, 0), day("2026-11-19", 9, 6, 3), day("2026-11-20", 7, 2, 0));
  }

  @Test
  void goOn_moreThanFiveWeeks_keepsTheNewest() {
    LocalDate first = LocalDate.parse("2026-10-01");
    List<NetworkDay> before =
        IntStream.range(0, NetworkTimeline.MOST)
            .mapToObj(i -> day(first.plusDays(i).toString(), 1, 0, 0))
            .toList();
    Network.Builder network = Network.newBuilder().addDays(day("2026-11-20", 7, 2, 0));

    NetworkTimeline.goOn(before, network);

    assertThat(network.getDaysCount()).isEqualTo(NetworkTimeline.MOST);
    assertThat(network.getDays(0).getDay()).isEqualTo("2026-10-02");
    assertThat(network.getDays(NetworkTimeline.MOST - 1).getDay()).isEqualTo("2026-11-20");
  }
}
