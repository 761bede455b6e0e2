package io.stillwatch.modelservice.dashboard;

import io.stillwatch.modelservice.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Somebody at the dashboard: keeps cookies, follows no redirect unless told, runs no script. */
public final class Browser {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String home;

  public Browser(RunningService service) {
    this.home = "http://127.0.0.1:" + service.httpPort();
  }

  /** Somebody who signed in. */
  public static Browser of(RunningService service, String name, String password) {
    Browser browser = new Browser(service);
    String to = target(browser.signIn(name, password));
    if (!to.equals("/")) {
      throw new AssertionError(name + " was sent to " + to);
    }
    return browser;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** Name, value, name, value; with the token that guards forms. */
  public HttpResponse<String> post(String path, String... form) {
    return submit(path, csrf(), form);
  }

  public HttpResponse<String> postUnguarded(String path, String... form) {
    return submit(path, "", form);
  }

  private HttpResponse<String> submit(String path, String csrf, String... form) {
    String body = csrf.isEmpty() ? form(form) : form(form) + "&_csrf=" + encoded(csrf);
    return send(
        request(path, "Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public HttpResponse<String> signIn(String name, String password) {
    return post("/sign-in", "username", name, "password", password);
  }

  /** The page that a form leads to. */
  public String postAndFollow(String path, String... form) {
    return get(target(post(path, form))).body();
  }

  /** Where an answer leads, within the dashboard; empty: nowhere. */
  public static String target(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .map(to -> to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()))
        .orElse("");
  }

  public String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("stillwatch_session"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public HttpClient client() {
    return client;
  }

  public URI address(String path) {
    return URI.create(home + path);
  }

  private String csrf() {
    Matcher token = CSRF.matcher(get("/sign-in").body());
    if (!token.find()) {
      throw new AssertionError("no form on the page");
    }
    return token.group(1);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static String form(String... pairs) {
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> encoded(pairs[2 * i]) + "=" + encoded(pairs[2 * i + 1]))
        .collect(Collectors.joining("&"));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
