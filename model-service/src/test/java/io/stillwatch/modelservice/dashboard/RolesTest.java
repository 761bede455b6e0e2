package io.stillwatch.modelservice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.v1.Band;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets to which page: every page that there is has a row here. */
final class RolesTest {
  private static final String SIGN_IN = "/sign-in";

  /**
   * Page → what nobody, a viewer, an analyst and an administrator get. 400 is a form that was let
   * in and is empty.
   */
  private static final Map<String, List<String>> TABLE =
      Map.ofEntries(
          Map.entry("GET /", seen()),
          Map.entry("GET /account", seen()),
          Map.entry("GET /accounts", seen()),
          Map.entry("GET /networks", seen()),
          Map.entry("GET /network", seen()),
          Map.entry("GET /models", seen()),
          Map.entry("GET /password", seen()),
          Map.entry("GET /live", seen()),
          Map.entry("GET /audit", kept("200")),
          Map.entry("GET /people", kept("200")),
          Map.entry("GET /tokens", kept("200")),
          Map.entry("GET /sign-in", List.of("200", "200", "200", "200")),
          Map.entry("GET /error", List.of("500", "500", "500", "500")),
          Map.entry("POST /password", List.of(SIGN_IN, "400", "400", "400")),
          Map.entry("POST /network/label", List.of(SIGN_IN, "403", "400", "400")),
          Map.entry("POST /network/case", List.of(SIGN_IN, "403", "400", "400")),
          Map.entry("POST /models/promote", kept("400")),
          Map.entry("POST /models/roll-back", kept("400")),
          Map.entry("POST /people/add", kept("400")),
          Map.entry("POST /people/reset", kept("400")),
          Map.entry("POST /people/change", kept("400")),
          Map.entry("POST /tokens/create", kept("400")),
          Map.entry("POST /tokens/revoke", kept("400")));

  private static final Map<String, Browser> PEOPLE = new LinkedHashMap<>();
  private static PlayedVectors features;
  private static RunningService service;

  private static List<String> seen() {
    return List.of(SIGN_IN, "200", "200", "200");
  }

  private static List<String> kept(String administrators) {
    return List.of(SIGN_IN, "403", "403", administrators);
  }

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    features.put(People.one("member", Instant.now()));
    service = RunningService.start(RunningService.newDatabase(), features);
    service.makeChampion(Models.of("v1", "member"));
    Await.until("judged", () -> service.check("member").getBand() == Band.BAND_SOFT);
    PEOPLE.put("nobody", new Browser(service));
    for (Role role : Role.values()) {
      PEOPLE.put(role.word(), Staff.signedIn(service, role.word() + "-1", role));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @Test
  void pages_all_haveARow() {
    assertThat(pages()).isEqualTo(new TreeSet<>(TABLE.keySet()));
  }

  @Test
  void page_byRole_isSeenOrRefusedAsTheTableSays() throws Exception {
    for (Map.Entry<String, List<String>> row : TABLE.entrySet()) {
      List<String> outcomes = new java.util.ArrayList<>();
      for (Browser person : PEOPLE.values()) {
        outcomes.add(outcome(person, row.getKey()));
      }
      assertThat(outcomes).as(row.getKey()).isEqualTo(row.getValue());
    }
  }

  @Test
  void form_withoutItsToken_isRefusedToEverybody() {
    for (String page : TABLE.keySet()) {
      if (page.startsWith("POST")) {
        PEOPLE.forEach(
            (role, person) ->
                assertThat(person.postUnguarded(path(page)).statusCode())
                    .as("%s as %s", page, role)
                    .isEqualTo(403));
      }
    }
    for (String page : List.of("/sign-in", "/sign-out")) {
      PEOPLE.forEach(
          (role, person) -> assertThat(person.postUnguarded(page).statusCode()).isEqualTo(403));
    }
    assertThat(PEOPLE.get("viewer").get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void part_withoutASession_isToldToLoadThePageAnew() {
    HttpResponse<String> answer = new Browser(service).get("/accounts", "HX-Request", "true");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Refresh")).contains("true");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void page_otherMethodOrUnknown_isRefusedByRole() {
    assertThat(Browser.target(new Browser(service).get("/nothing"))).isEqualTo(SIGN_IN);
    Browser viewer = PEOPLE.get("viewer");
    assertThat(viewer.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(viewer.get("/sign-out").statusCode()).isEqualTo(404);
    assertThat(viewer.get("/people/").statusCode()).isEqualTo(403);
    assertThat(viewer.get("/people/add").statusCode()).isEqualTo(403);
    assertThat(viewer.post("/models/anything").statusCode()).isEqualTo(403);
    assertThat(PEOPLE.get("administrator").get("/people/add").statusCode()).isEqualTo(405);
    for (String odd : List.of("/%2e/people", "/x/..%2fpeople", "/people;a=b", "//people")) {
      assertThat(viewer.get(odd).statusCode()).as(odd).isBetween(400, 404);
    }
  }

  @Test
  void reasons_toAViewer_areNotShown() {
    assertThat(PEOPLE.get("viewer").get("/account?id=member").body())
        .contains("Reasons need the role analyst")
        .doesNotContain("What it says");
    assertThat(PEOPLE.get("analyst").get("/account?id=member").body())
        .contains("What it says")
        .doesNotContain("Reasons need the role");
    assertThat(Staff.log(service)).noneMatch(line -> line.contains("viewer-1 DASHBOARD ACCOUNT"));
  }

  private static Set<String> pages() {
    Set<String> pages = new TreeSet<>();
    service
        .part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getPatternValues()
                    .forEach(
                        path ->
                            pages.add(
                                (mapping.getMethodsCondition().getMethods().isEmpty()
                                        ? "GET"
                                        : mapping
                                            .getMethodsCondition()
                                            .getMethods()
                                            .iterator()
                                            .next())
                                    + " "
                                    + path)));
    return pages;
  }

  private static String path(String page) {
    return page.substring(page.indexOf(' ') + 1);
  }

  private static String outcome(Browser person, String page) throws Exception {
    String path = path(page);
    HttpResponse<?> answer =
        page.startsWith("POST")
            ? person.post(path)
            : path.equals("/live")
                ? begun(person, path)
                : person.get(
                    path.equals("/account")
                        ? path + "?id=member"
                        : path.equals("/network") ? path + "?id=net-1" : path);
    return answer.statusCode() == 302
        ? Browser.target(answer)
        : String.valueOf(answer.statusCode());
  }

  /** What a stream begins with. */
  private static HttpResponse<?> begun(Browser person, String path) throws Exception {
    HttpResponse<java.io.InputStream> answer =
        person
            .client()
            .send(
                HttpRequest.newBuilder(person.address(path)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer;
  }
}
