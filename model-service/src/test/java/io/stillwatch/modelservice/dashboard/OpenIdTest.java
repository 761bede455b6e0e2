package io.stillwatch.modelservice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.dashboard.people.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gets in by a provider that the configuration names. */
final class OpenIdTest {
  private static final String CLIENT = "spring.security.oauth2.client.";
  private static Provider provider;
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    provider = new Provider();
    features = new PlayedVectors();
    service =
        RunningService.start(
            RunningService.newDatabase(),
            features,
            CLIENT + "registration.house.client-id=stillwatch",
            CLIENT + "registration.house.client-secret=a-client-secret",
            CLIENT + "registration.house.client-name=House of <b>Keys</b>",
            CLIENT + "registration.house.scope=openid,profile",
            CLIENT + "provider.house.issuer-uri=" + provider.issuer(),
            "stillwatch.dashboard.open-id-connect.roles.[watch-analysts]=analyst",
            "stillwatch.dashboard.open-id-connect.roles.[watch-viewers]=viewer");
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
    provider.close();
  }

  @Test
  void signIn_mappedGroup_getsTheStrongestRoleAndALine() throws Exception {
    provider.signIn("ada", List.of("everybody", "watch-viewers", "watch-analysts"));
    Browser ada = new Browser(service);
    assertThat(ada.get("/sign-in").body())
        .contains("href=\"/oauth2/authorization/house\"", "House of &lt;b&gt;Keys&lt;/b&gt;");
    ada.get("/sign-in");
    String before = ada.session();
    assertThat(enter(ada)).isEqualTo("/");
    assertThat(ada.session()).isNotEqualTo(before);
    assertThat(ada.get("/").body()).contains(">ada<", ">analyst<").doesNotContain("/password");
    assertThat(ada.get("/people").statusCode()).isEqualTo(403);
    assertThat(ada.get("/account?id=none").statusCode()).isEqualTo(404);
    assertThat(Staff.log(service))
        .contains("ada DASHBOARD SIGNED_IN ada: by OpenID Connect, as analyst");
    assertThat(Browser.target(ada.post("/sign-out"))).isEqualTo("/sign-in?out");
    assertThat(Browser.target(ada.get("/"))).isEqualTo("/sign-in");
  }

  @Test
  void signIn_noMappedGroup_isRefused() throws Exception {
    for (List<String> groups : List.of(List.<String>of(), List.of("everybody", "Watch-Analysts"))) {
      provider.signIn("eve", groups);
      Browser eve = new Browser(service);
      assertThat(enter(eve)).isEqualTo("/sign-in?refused");
      assertThat(Browser.target(eve.get("/"))).isEqualTo("/sign-in");
    }
    assertThat(Staff.log(service)).noneMatch(line -> line.startsWith("eve "));
  }

  @Test
  void signIn_callbackThatNobodyAskedFor_isRefused() {
    provider.signIn("ada", List.of("watch-analysts"));
    Browser eve = new Browser(service);
    HttpResponse<String> answer = eve.get("/login/oauth2/code/house?code=a-code&state=guessed");
    assertThat(Browser.target(answer)).isEqualTo("/sign-in?refused");
    assertThat(Browser.target(eve.get("/"))).isEqualTo("/sign-in");
  }

  @Test
  void signIn_namedAsSomebodyHere_isRefused() throws Exception {
    Staff.hire(service, "grace", Role.VIEWER);
    provider.signIn("grace", List.of("watch-analysts"));
    assertThat(enter(new Browser(service))).isEqualTo("/sign-in?refused");
  }

  @Test
  void password_ofSomebodyAtTheProvider_isNotKeptHere() throws Exception {
    provider.signIn("joan", List.of("watch-viewers"));
    Browser joan = new Browser(service);
    enter(joan);
    assertThat(joan.get("/password").statusCode()).isEqualTo(400);
    assertThat(joan.get("/password").body()).contains("kept by the provider");
  }

  @Test
  void signIn_withAPasswordBesideTheProvider_stays() {
    Browser local = Staff.signedIn(service, "local", Role.VIEWER);
    assertThat(local.get("/").statusCode()).isEqualTo(200);
  }

  /** To the provider and back; where the dashboard sends one then. */
  private static String enter(Browser person) throws IOException, InterruptedException {
    URI away = location(person.get("/oauth2/authorization/house"));
    URI back =
        location(
            person
                .client()
                .send(HttpRequest.newBuilder(away).build(), HttpResponse.BodyHandlers.ofString()));
    return Browser.target(person.get(back.getRawPath() + "?" + back.getRawQuery()));
  }

  private static URI location(HttpResponse<?> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }
}
