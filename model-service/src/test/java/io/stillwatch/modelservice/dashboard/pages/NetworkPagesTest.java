package io.stillwatch.modelservice.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.dashboard.Browser;
import io.stillwatch.modelservice.dashboard.Staff;
import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.SharedKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of networks: one that is rich in everything, and many that are explained. */
final class NetworkPagesTest {
  private static final int MEMBERS = 80;
  private static final int EXPLAINED = 60;
  private static final Pattern ROW =
      Pattern.compile("<th scope=\"row\"><a class=\"id\"[^>]*>([^<]+)");
  private static PlayedVectors features;
  private static RunningService service;
  private static Browser vera;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    for (int i = 0; i < MEMBERS; i++) {
      features.put(People.one("m" + i, Instant.now()));
    }
    service = RunningService.start(RunningService.newDatabase(), features);
    service.makeChampion(Models.with(networks(), "v1"));
    Await.until("judged", () -> service.check("m" + (MEMBERS - 1)).hasRisk());
    vera = Staff.signedIn(service, "vera", Role.VIEWER);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  private static NetworkSnapshot networks() {
    NetworkSnapshot.Builder networks = NetworkSnapshot.newBuilder().setVersion("n");
    for (int i = 0; i < EXPLAINED; i++) {
      networks.addNetworks(
          Network.newBuilder()
              .setId(String.format("net-explained-%02d", i))
              .setOutputTokens7D(9_000_000 - i)
              .addEvidence(evidence("content", 30, 40, -9, "one site")));
    }
    return networks.addNetworks(rich()).build();
  }

  private static NetworkEvidence evidence(
      String family, int sharing, int members, double chance, String cause) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setText(family + " is shared")
        .setSharing(sharing)
        .setMembers(members)
        .setLogChance(chance)
        .setExplained(!cause.isEmpty())
        .setCause(cause)
        .build();
  }

  private static Network rich() {
    Network.Builder network =
        Network.newBuilder()
            .setId("net-rich")
            .setLife(NetworkLife.NETWORK_LIFE_GROWING)
            .setUnits(MEMBERS)
            .setOutputTokens7D(5_000)
            .setExchanges7D(400)
            .setConfidence(0.93)
            .setNearestHonest("one app that ships prompt and client")
            .addMisfits("control is shared")
            .addPredecessorIds("net-explained-00")
            .addEvidence(evidence("content", MEMBERS, MEMBERS, -12, ""))
            .addEvidence(evidence("control", 60, MEMBERS, -25, ""))
            .addEvidence(evidence("client", 70, MEMBERS, -18, "one app"));
    LocalDate first = LocalDate.parse("2026-11-10");
    for (int day = 0; day < 10; day++) {
      network.addDays(
          NetworkDay.newBuilder()
              .setDay(first.plusDays(day).toString())
              .setUnits(8 * (day + 1))
              .setJoined(8)
              .setClosed(day == 7 ? 5 : 0));
    }
    for (int i = 0; i < MEMBERS; i++) {
      network.addMembers(
          NetworkMember.newBuilder()
              .setAccountId("m" + i)
              .setWeight(i < 60 ? 1 : 0.5)
              .setContentShare(i < 60 ? 0.75 : 0.25)
              .setRequests7D(100)
              .addSharedKeys(0)
              .addSharedKeys(1 + i % 3));
    }
    network.addSharedKeys(SharedKey.newBuilder().setFamily(1).setKey(7).setMembers(MEMBERS));
    for (int i = 0; i < 3; i++) {
      network.addSharedKeys(SharedKey.newBuilder().setFamily(3).setKey(8 + i).setMembers(27));
    }
    return network.build();
  }

  private static List<String> rows(String body) {
    return ROW.matcher(body).results().map(found -> found.group(1)).toList();
  }

  private static String text(String body) {
    return body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void list_usualOrder_hasWhatNeedsAPersonFirst() {
    String body = vera.get("/networks").body();
    assertThat(rows(body)).hasSize(50).startsWith("net-rich", "net-explained-00");
    assertThat(text(body))
        .contains(
            "61 of 61 networks.", "1 verified and not decided yet", "8 → 80", "0.930", "nobody’s");
    assertThat(rows(vera.get("/networks?order=tokens").body())).startsWith("net-explained-00");
  }

  @Test
  void list_pages_haveEachNetworkOnce() {
    List<String> seen = new ArrayList<>();
    String page = "/networks?standing=explained&order=tokens";
    while (!page.isEmpty()) {
      String body = vera.get(page).body();
      seen.addAll(rows(body));
      Matcher next = Pattern.compile("href=\"([^\"]+)\"[^>]*>Next page").matcher(body);
      page = next.find() ? next.group(1).replace("&amp;", "&") : "";
    }
    assertThat(seen).hasSize(EXPLAINED).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void list_pageTokenOfAnotherQuestion_isRefused() {
    Matcher next =
        Pattern.compile("after=([^\"&]+)\"[^>]*>Next page").matcher(vera.get("/networks").body());
    assertThat(next.find()).isTrue();
    HttpResponse<String> other = vera.get("/networks?order=members&after=" + next.group(1));
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("belongs to another question");
  }

  @ParameterizedTest
  @CsvSource({
    "standing=verified, 1",
    "standing=suspected, 0",
    "state=open&label=none&owner=nobody&standing=verified, 1",
    "state=in%20review, 0",
    "label=benign, 0",
    "owner=mine, 0",
    "standing=&state=&owner=&label=&order=&after=, 61"
  })
  void list_filtered_showsThoseAlone(String question, int found) {
    assertThat(text(vera.get("/networks?" + question).body())).contains(found + " of 61 networks.");
  }

  @ParameterizedTest
  @CsvSource({
    "standing=purple, purple",
    "standing=%00, no standing",
    "state=%3Cb%3E, no state of a case",
    "owner=everybody, everybody",
    "label=fine, fine",
    "order=sideways, sideways",
    "after=no-token, page token",
    "after=%00, page token"
  })
  void list_valueThatIsNone_isRefusedByName(String question, String named) {
    HttpResponse<String> answer = vera.get("/networks?" + question);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\"", named).doesNotContain("<b>", "Exception");
  }

  @Test
  void page_rich_tellsItsStoryInPlainWords() {
    String body = vera.get("/network?id=net-rich").body();
    assertThat(text(body))
        .contains("80 accounts of 80 customers seem to work for one hand")
        .contains("with a chance of 0.930")
        .contains("They look most like one app that ships prompt and client .")
        .contains("What does not control is shared content is shared")
        .contains("none fits; it would be a site, an institution");
    assertThat(body)
        .contains(
            "aria-label=\"units a day from 8 on 2026-11-10 to 80 on 2026-11-19; 80 joined, 5 were closed")
        .contains("href=\"/network?id=net-explained-00\"");
  }

  @Test
  void page_impact_tellsTheCoreFromAllAndHarvestFromOtherWork() {
    String body = vera.get("/network?id=net-rich").body();
    String impact = body.substring(body.indexOf("id=\"impact\""));
    assertThat(text(impact))
        .contains("The core 60 0 60 4,500 1,500 (25 %)")
        .contains("All members 80 0 80 5,000 3,000 (38 %)")
        .contains("team 80");
  }

  @Test
  void page_picture_hasTheSameInTables() {
    String body = vera.get("/network?id=net-rich").body();
    List<String> drawn =
        Pattern.compile("<td>(core|fringe)</td><td class=\"text\">([^<]+)<")
            .matcher(body)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(drawn).hasSize(60);
    assertThat(drawn.stream().filter(one -> one.contains("fringe"))).hasSize(15);
    assertThat(text(body))
        .contains("way of paying 3 00000000")
        .contains("27 of 80")
        .contains("chosen evenly from the core to the fringe");
  }

  @Test
  void page_members_saysWhoIsAtTheFringe() {
    String body = vera.get("/network?id=net-rich").body();
    assertThat(rows(body.substring(body.indexOf("id=\"members\"")))).hasSize(50);
    assertThat(text(body)).contains("core 1.00 75 %");
    Matcher next = Pattern.compile("href=\"([^\"]+)\"[^>]*>Next page").matcher(body);
    assertThat(next.find()).isTrue();
    assertThat(text(vera.get(next.group(1).replace("&amp;", "&")).body()))
        .contains("fringe 0.50 25 %");
  }

  @Test
  void page_ofAnOlderModel_saysWhatIsNotKnown() {
    assertThat(text(vera.get("/network?id=net-explained-00").body()))
        .contains(
            "No day is known",
            "No key that two members share",
            "look alike, and an honest reason fits");
  }
}
