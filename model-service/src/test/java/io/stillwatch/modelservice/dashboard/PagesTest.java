package io.stillwatch.modelservice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkSnapshot;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages send, with a model, a network and accounts whose names are markup. */
final class PagesTest {
  private static final String MARKUP = "<img src=x onerror=\"alert('1')\">";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\s(style|on[a-z]+)\\s*=|javascript:");
  private static PlayedVectors features;
  private static RunningService service;
  private static Browser boss;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    features.put(People.one(MARKUP, Instant.now()));
    for (int i = 0; i < 60; i++) {
      features.put(People.one("account-" + i, Instant.now()));
    }
    service = RunningService.start(RunningService.newDatabase(), features);
    service.makeChampion(hostile());
    Await.until("judged", () -> service.check(MARKUP).hasRisk());
    boss = Staff.signedIn(service, "boss", Role.ADMINISTRATOR);
  }

  private static ModelBundle hostile() {
    NetworkSnapshot.Builder networks = Models.of("x", MARKUP, "a").getNetworks().toBuilder();
    networks.getNetworksBuilder(0).setId("net" + MARKUP).setNearestHonest(MARKUP);
    networks.getNetworksBuilder(0).addMisfits(MARKUP).addPredecessorIds(MARKUP);
    networks.getNetworksBuilder(0).putExchangesByModel(MARKUP, 3);
    networks.getNetworksBuilder(0).getEvidenceBuilder(0).setText(MARKUP);
    networks.getNetworksBuilder(0).getEvidenceBuilder(1).setFamily(MARKUP);
    networks.getNetworksBuilder(0).addDaysBuilder().setDay(MARKUP);
    networks.getNetworksBuilder(0).addDaysBuilder().setDay("2026-11-20").addNewModels(MARKUP);
    networks.getNetworksBuilder(0).addSharedKeysBuilder().setFamily(-1).setMembers(2);
    networks.getNetworksBuilder(0).getMembersBuilder(0).addSharedKeys(0).addSharedKeys(9);
    networks.getNetworksBuilder(0).setCase(hostileCase());
    ModelBundle.Builder model = Models.with(networks.build(), "v" + MARKUP).toBuilder();
    model.getManifestBuilder().getGatesBuilder(0).setText(MARKUP).setName(MARKUP);
    return model.build();
  }

  private static NetworkCase hostileCase() {
    return NetworkCase.newBuilder()
        .setLabel(NetworkLabel.NETWORK_LABEL_CONFIRMED)
        .setStateValue(99)
        .setOwner(MARKUP)
        .setReason(MARKUP)
        .setLabelledBy(MARKUP)
        .build();
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?days=90",
        "/accounts",
        "/networks",
        "/models",
        "/audit",
        "/people",
        "/tokens",
        "/password",
        "/sign-in",
        "/sign-in?refused",
        "/account?id=" + "MARKUP",
        "/network?id=net" + "MARKUP",
        "/accounts?search=MARKUP",
        "/audit?actor=MARKUP",
        "/account?id=MARKUPno",
        "/network?id=MARKUP",
        "/accounts?order=MARKUP",
        "/nothing"
      })
  void page_any_hasTheHeadersAndNothingInline(String page) {
    HttpResponse<String> answer =
        boss.get(page.replace("MARKUP", Browser.encoded(MARKUP).replace("+", "%20")));
    assertThat(answer.statusCode()).isIn(200, 400, 404);
    assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.body()).doesNotContain("<img src=x");
    String tags = answer.body().replaceAll("=\"[^\"]*\"", "=\"\"").replaceAll(">[^<]*<", "><");
    Matcher inline = INLINE.matcher(tags);
    assertThat(inline.results().map(found -> found.group()).toList()).as(page).isEmpty();
    assertThat(answer.body().replaceAll("<script [^>]*src=\"[^\"]+\"[^>]*></script>", ""))
        .doesNotContain("<script", "Exception", "\tat ");
  }

  @Test
  void names_ofMarkup_areShownAsText() {
    String escaped = "&lt;img src=x onerror=";
    String id = Browser.encoded(MARKUP);
    for (String page :
        List.of("/models", "/networks", "/accounts", "/account?id=" + id, "/network?id=net" + id)) {
      assertThat(boss.get(page).body()).as(page).contains(escaped).doesNotContain("<img src=x");
    }
    assertThat(boss.get("/account?id=no" + id).body()).contains("there is no account", escaped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/dashboard.js", "/assets/dashboard.css", "/assets/still.svg"})
  void asset_anybody_getsItWithThePolicyAndMayKeepIt(String asset) {
    HttpResponse<String> answer = new Browser(service).get(asset);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=3600");
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void signIn_withoutAProvider_offersNone() {
    assertThat(new Browser(service).get("/sign-in").body())
        .doesNotContain("oauth2", "Sign in with");
    assertThat(Browser.target(new Browser(service).get("/oauth2/authorization/house")))
        .isEqualTo("/sign-in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/accounts;a=b", "//accounts"})
  void address_thatTheFirewallRefuses_hasThePolicyToo(String path) {
    HttpResponse<String> answer = boss.get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
  }

  @Test
  void assets_beyondTheirFolder_areNotThere() {
    for (String path :
        List.of(
            "/assets/../pages/head.html",
            "/assets/%2e%2e/pages/head.html",
            "/assets/..%2fpages/head.html",
            "/webjars/../../model-service.yml")) {
      assertThat(new Browser(service).get(path).statusCode()).as(path).isIn(302, 400, 404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts?order=sideways, sideways",
    "/accounts?band=purple, purple",
    "/accounts?band=unspecified, unspecified",
    "/accounts?after=no-token, page token",
    "/networks?order=sideways, sideways",
    "/networks?owner=everybody, everybody",
    "/network?id=NET&after=no-token, page token",
    "/?days=many, many",
    "/?days=99999999999, 99999999999",
    "/audit?before=yesterday, yesterday",
    "/audit?action=DANCED, DANCED",
    "/account, id is missing",
    "/network, id is missing"
  })
  void value_thatIsNone_isNamedOnAPageThatSaysSo(String path, String named) {
    HttpResponse<String> answer = boss.get(path.replace("NET", "net" + Browser.encoded(MARKUP)));
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\"", named).doesNotContain("Exception");
  }

  @Test
  void value_oddButPossible_isNoFailure() {
    for (String odd :
        List.of(
            "/?days=-5",
            "/?days=2147483647",
            "/audit?before=-1",
            "/audit?actor=%00",
            "/accounts?search=%00",
            "/accounts?plan=%F0%9F%98%80",
            "/accounts?order=&band=&after=",
            "/accounts?band=soft&band=",
            "/accounts?network=none")) {
      assertThat(boss.get(odd).statusCode()).as(odd).isIn(200, 400);
    }
    assertThat(boss.get("/account?id=%00").statusCode()).isEqualTo(404);
    assertThat(boss.get("/network?id=%00").statusCode()).isEqualTo(404);
    assertThat(boss.get("/account?id=").statusCode()).isEqualTo(404);
    HttpResponse<String> long200 = boss.get("/accounts?search=" + "x".repeat(200));
    assertThat(long200.statusCode()).isEqualTo(400);
    assertThat(long200.body()).contains("the search has 200 characters");
  }

  @Test
  void form_hostileValues_areRefusedWithoutAFailure() {
    for (String odd : List.of("", "\0", MARKUP, "x".repeat(10_000), "😀")) {
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(boss.post("/people/add", "name", odd, "role", "viewer"));
      answers.add(boss.post("/people/add", "name", "odd", "role", odd));
      answers.add(boss.post("/people/reset", "name", odd));
      answers.add(boss.post("/people/change", "name", odd, "role", "viewer"));
      answers.add(boss.post("/people/change", "name", "boss", "role", "viewer", "disabled", odd));
      answers.add(boss.post("/tokens/create", "name", "odd", "scope", odd));
      answers.add(boss.post("/tokens/revoke", "name", odd));
      answers.add(boss.post("/models/promote", "version", odd, "reason", "r"));
      answers.add(boss.post("/models/promote", "version", "v", "reason", "r", "alias", odd));
      answers.add(boss.post("/password", "present", odd, "chosen", odd, "again", odd));
      assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 302, 400);
      assertThat(boss.get("/people").body()).doesNotContain("<img src=x");
    }
  }

  @Test
  void pageToken_ofAnotherQuestion_isRefused() {
    Matcher next =
        Pattern.compile("after=([^\"&]+)\"[^>]*>Next page").matcher(boss.get("/accounts").body());
    assertThat(next.find()).isTrue();
    String token = next.group(1);
    assertThat(boss.get("/accounts?after=" + token).statusCode()).isEqualTo(200);
    HttpResponse<String> answer = boss.get("/accounts?order=newest&after=" + token);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("belongs to another question");
  }

  @Test
  void secret_shownOnce_isGoneOnReload() {
    Pattern shown = Pattern.compile("<code id=\"secret\">([^<]+)</code>");
    Matcher token =
        shown.matcher(boss.postAndFollow("/tokens/create", "name", "once", "scope", "read"));
    assertThat(token.find()).isTrue();
    assertThat(token.group(1)).startsWith("sw_");
    assertThat(boss.get("/tokens").body())
        .contains("once")
        .doesNotContain(token.group(1), "secret\"");
    Matcher password =
        shown.matcher(boss.postAndFollow("/people/add", "name", "newcomer", "role", "viewer"));
    assertThat(password.find()).isTrue();
    assertThat(boss.get("/people").body())
        .contains("newcomer")
        .doesNotContain(password.group(1), "bcrypt");
    assertThat(Staff.log(service))
        .noneMatch(line -> line.contains(token.group(1)) || line.contains(password.group(1)));
  }
}
