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
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions on the network net-1, by forms. */
final class NetworkCasePageTest {
  private static final String PAGE = "/network?id=net-1";
  private static PlayedVectors features;
  private static RunningService service;
  private static Browser ines;
  private static Browser vera;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    features.put(People.one("a", Instant.now()));
    service = RunningService.start(RunningService.newDatabase(), features);
    service.makeChampion(Models.of("v1", "a", "b", "c"));
    Await.until("judged", () -> service.check("a").hasRisk());
    ines = Staff.signedIn(service, "ines", Role.ANALYST);
    vera = Staff.signedIn(service, "vera", Role.VIEWER);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  private static String text(String body) {
    return body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static String label(String... more) {
    String[] form = new String[2 + more.length];
    form[0] = "id";
    form[1] = "net-1";
    System.arraycopy(more, 0, form, 2, more.length);
    return ines.postAndFollow("/network/label", form);
  }

  @Test
  void label_benignForAWhile_excusesTheNetworkAndIsNoted() {
    String page =
        label(
            "label", "benign", "reason", "one vendor & its <b>clients</b>", "until", "2099-12-31");
    assertThat(text(page))
        .contains("labelled benign", "belong together for an honest reason, as ines says")
        .contains("until 2099-12-31 23:59", "one vendor &amp; its &lt;b&gt;clients&lt;/b&gt;")
        .contains("Standing explained");
    assertThat(text(vera.get("/networks?label=benign").body())).contains("1 of 1 networks.");
    assertThat(Staff.log(service))
        .anyMatch(line -> line.startsWith("ines DASHBOARD NETWORK_LABELLED net-1: BENIGN"));
    assertThat(text(label("label", "none", "reason", "not so")))
        .contains("the label was taken away", "Label none", "Standing verified");
  }

  @Test
  void change_stateAndOwner_areShownAndFiltered() {
    String taken =
        ines.postAndFollow("/network/case", "id", "net-1", "owner", "ines", "state", "in review");
    assertThat(text(taken)).contains("State in review Owner ines").doesNotContain("Take it");
    assertThat(text(ines.get("/networks?owner=mine&state=in%20review").body()))
        .contains("1 of 1 networks.");
    assertThat(text(vera.get("/networks?owner=mine").body())).contains("0 of 1 networks.");
    String given = ines.postAndFollow("/network/case", "id", "net-1", "owner", "");
    assertThat(text(given)).contains("State in review Owner nobody", "Take it");
    assertThat(text(ines.postAndFollow("/network/case", "id", "net-1", "state", "open")))
        .contains("State open");
  }

  @Test
  void forms_viewerOrWithoutToken_areRefused() {
    assertThat(vera.get(PAGE).body()).doesNotContain("/network/label", "/network/case");
    assertThat(
            vera.post("/network/label", "id", "net-1", "label", "wrong", "reason", "r")
                .statusCode())
        .isEqualTo(403);
    assertThat(vera.post("/network/case", "id", "net-1", "owner", "vera").statusCode())
        .isEqualTo(403);
    assertThat(
            ines.postUnguarded("/network/label", "id", "net-1", "label", "wrong", "reason", "r")
                .statusCode())
        .isEqualTo(403);
    assertThat(text(ines.get(PAGE).body())).contains("Label none").doesNotContain("Owner vera");
  }

  @ParameterizedTest
  @CsvSource({
    "unspecified, r, '', no label is called",
    "<img src=x>, r, '', no label is called",
    "'', r, '', no label is called",
    "benign, '', '', reason is empty",
    "benign, r, tomorrow, not &quot;tomorrow&quot;",
    "benign, r, 2026-02-30, not &quot;2026-02-30&quot;",
    "benign, r, +999999999-12-31, not &quot;+999999999-12-31&quot;",
    "benign, r, 2001-01-01, not in the future"
  })
  void label_valueThatIsNone_isRefusedByName(
      String label, String reason, String until, String why) {
    String page = label("label", label, "reason", reason, "until", until);
    assertThat(page).contains("role=\"alert\"", why).doesNotContain("<img src=x", "Exception");
    assertThat(text(page)).contains("Label none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asleep", "unspecified", "<img src=x>", "\0"})
  void change_stateThatIsNone_isRefusedByName(String state) {
    String page = ines.postAndFollow("/network/case", "id", "net-1", "state", state);
    assertThat(page).contains("no state of a case is called").doesNotContain("<img src=x");
  }

  @Test
  void forms_hostileValues_areNoFailure() {
    for (String odd : List.of("", "\0", "<img src=x>", "x".repeat(10_000), "😀", "net-9")) {
      assertThat(answered("/network/label", "id", odd, "label", "wrong", "reason", "r"))
          .isNotEqualTo(200);
      assertThat(answered("/network/label", "id", "net-1", "label", odd, "reason", odd))
          .isEqualTo(200);
      assertThat(answered("/network/label", "id", "net-1", "label", "wrong", "until", odd))
          .isEqualTo(200);
      assertThat(answered("/network/case", "id", odd, "owner", "ines")).isNotEqualTo(200);
    }
    String page = ines.postAndFollow("/network/case", "id", "net-1", "owner", "x".repeat(101));
    assertThat(page).contains("owner has 101 characters");
    assertThat(text(ines.postAndFollow("/network/case", "id", "net-1")))
        .contains("neither a state nor an owner");
    assertThat(answered("/network/label", "id", "net-1")).isEqualTo(400);
    assertThat(answered("/network/label", "label", "wrong")).isEqualTo(400);
    assertThat(text(ines.get(PAGE).body())).contains("Label none", "Owner nobody");
  }

  /** What is seen in the end; never a failure. */
  private static int answered(String path, String... form) {
    HttpResponse<String> answer = ines.post(path, form);
    HttpResponse<String> seen =
        answer.statusCode() == 302 ? ines.get(Browser.target(answer)) : answer;
    assertThat(seen.statusCode()).isIn(200, 400, 404);
    return seen.statusCode();
  }
}
