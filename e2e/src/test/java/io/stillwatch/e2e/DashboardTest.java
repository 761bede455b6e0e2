package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * The dashboard in a real browser, over a live demo: one visit, in the order in which an operator
 * makes it.
 */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTest {
  private static final String ADMINISTRATORS = "correct-horse-battery-staple";
  private static final String VIEWERS = "another-horse-battery-staple";
  private static final Duration SOON = Duration.ofSeconds(4);
  private static final Path PICTURES = Repository.root().resolve("e2e/target/screenshots");
  @TempDir static Path folder;

  private static RunningDemo demo;
  private static Browser browser;
  private static String network = "";
  private static String member = "";

  @BeforeAll
  static void start() {
    demo = RunningDemo.start(folder, "--accounts", "2000", "--days", "10");
    browser = new Browser(demo.dashboard());
  }

  @AfterAll
  static void stop() {
    browser.close();
    demo.close();
  }

  @Test
  @Order(1)
  void signIn_withThePrintedPassword_mustChangeItFirst() {
    browser.open("/accounts");
    assertThat(browser.path()).as("nobody sees accounts").startsWith("/sign-in");
    browser.signIn("admin", "not-the-password");
    assertThat(browser.path()).isEqualTo("/sign-in?refused");
    browser.signIn("admin", demo.firstPassword());
    browser.open("/accounts");
    assertThat(browser.path()).as("with a first password").isEqualTo("/password");
    browser.signInFirst("admin", demo.firstPassword(), ADMINISTRATORS);
    browser.open("/");
    assertThat(browser.text()).contains("Overview", "admin");
  }

  @Test
  @Order(2)
  void analyst_findsTheWorstNetwork_andReadsWhyAMemberIsInIt() {
    browser.open("/networks");
    network = browser.texts("table.rows tbody tr th a").get(0);
    browser.follow(network);
    assertThat(browser.text()).contains(network, "Evidence", "Members");
    assertThat(browser.all("[aria-label='Evidence by rarity'] tbody tr")).hasSizeGreaterThan(1);
    assertThat(browser.text()).contains("What does not", "What an action would hit", "The core");
    assertThat(browser.all("rect.day")).as("units a day").isNotEmpty();
    assertThat(browser.all("svg.matrix text")).as("keys that members share").isNotEmpty();
    browser.press("Take it");
    assertThat(browser.text()).contains("the case was changed").doesNotContain("Take it");
    member = browser.texts("[aria-label='Members by weight'] tbody tr th a").get(0);
    browser.follow(member);
    List<String> reasons = browser.texts("[aria-label='Reasons by weight'] tbody tr th");
    assertThat(reasons)
        .anyMatch(name -> name.startsWith("network.content"))
        .anyMatch(name -> name.matches("network\\.(money|control).*"));
    assertThat(browser.all("circle.dot")).as("verdicts over time").isNotEmpty();
    assertThat(browser.text()).contains(network);
  }

  @Test
  @Order(3)
  void accounts_searchedSortedAndFiltered_showWhatWasAskedFor() {
    browser.open("/accounts");
    browser.type("search", member);
    browser.press("Show");
    assertThat(browser.texts("table.rows tbody th")).containsExactly(member);
    browser.open("/accounts?band=soft");
    assertThat(browser.texts("table.rows tbody td:nth-of-type(1)"))
        .isNotEmpty()
        .containsOnly("soft");
    browser.open("/accounts");
    browser.follow("Calls 7 d");
    List<Long> calls =
        browser.texts("table.rows tbody td:nth-of-type(6)").stream()
            .map(text -> Long.parseLong(text.replace(",", "")))
            .toList();
    assertThat(calls).hasSize(50).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    List<String> first = browser.texts("table.rows tbody th");
    browser.follow("Next page");
    assertThat(browser.texts("table.rows tbody th")).hasSize(50).doesNotContainAnyElementsOf(first);
  }

  @Test
  @Order(4)
  void administrator_rollsBackAndPromotes_andTheAuditLogSaysSo() {
    browser.open("/models");
    String old = champion();
    demo.trainAgain(folder);
    browser.open("/models");
    String young = champion();
    assertThat(young).isNotEqualTo(old);

    browser.one("details.action summary").click();
    browser.one("form[action='/models/roll-back'] input[name=reason]").sendKeys("looks too eager");
    browser.press("Roll back");
    assertThat(browser.text()).contains(old + " judges");
    assertThat(champion()).isEqualTo(old);

    WebElement row =
        browser.all("[aria-label='Registered models'] tbody tr").stream()
            .filter(one -> one.getText().contains(young))
            .findFirst()
            .orElseThrow();
    row.findElement(By.cssSelector("details.action summary")).click();
    row.findElement(By.name("reason")).sendKeys("looked at again: fine");
    browser.leaveBy(() -> row.findElement(By.cssSelector("form button")).click());
    assertThat(browser.text()).contains(young + " judges");
    assertThat(champion()).isEqualTo(young);

    browser.open("/audit");
    List<String> lines = browser.texts("[aria-label='Audit log, newest first'] tbody tr");
    assertThat(lines.get(0)).contains("admin", "dashboard", "model promoted", young, "fine");
    assertThat(lines.get(1)).contains("admin", "model rolled back", young, "to " + old, "eager");
    assertThat(lines).anyMatch(line -> line.contains("account explained") && line.contains(member));
  }

  private static String champion() {
    return browser.all("[aria-label='Registered models'] tbody tr").stream()
        .filter(row -> row.getText().contains("champion"))
        .map(row -> row.findElement(By.cssSelector(".id")).getText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(5)
  void viewer_seesNetworks_butNeitherReasonsNorButtons() {
    browser.open("/people");
    browser.type("name", "vera");
    browser.press("Add");
    String first = browser.one("#secret").getText();
    browser.open("/people");
    assertThat(browser.all("#secret")).as("shown once").isEmpty();
    try (Browser viewer = new Browser(demo.dashboard())) {
      viewer.signInFirst("vera", first, VIEWERS);
      viewer.open("/network?id=" + network);
      assertThat(viewer.text()).contains("Evidence").doesNotContain("Hand over", "Label…");
      viewer.open("/account?id=" + member);
      assertThat(viewer.text()).contains("Reasons need the role analyst");
      assertThat(viewer.text()).doesNotContain("network.content");
      viewer.open("/models");
      assertThat(viewer.text()).contains("History").doesNotContain("Promote", "Roll back");
      assertThat(viewer.asyncScript(POST_WITH_THE_OWN_CSRF_TOKEN)).isEqualTo(403L);
      viewer.open("/audit");
      assertThat(viewer.text()).contains("Not for this role");
      assertThat(viewer.policyViolations()).isEmpty();
    }
  }

  private static final String POST_WITH_THE_OWN_CSRF_TOKEN =
      """
      const done = arguments[arguments.length - 1];
      const token = document.querySelector('input[name=_csrf]').value;
      const body = new URLSearchParams({_csrf: token, reason: 'because'});
      fetch('/models/roll-back', {method: 'POST', body}).then(answer => done(answer.status));
      """;

  @Test
  @Order(6)
  void overview_left_open_followsWhatHappens_untilItIsPaused() throws InterruptedException {
    browser.open("/");
    browser.await("the page follows", () -> browser.one("#follow").getText().contains("Live"));
    String before = newestCall();
    browser.await("a newer call is shown", SOON, () -> !newestCall().equals(before));
    browser.one("#follow").click();
    assertThat(browser.one("#follow").getText()).contains("Paused");
    TimeUnit.SECONDS.sleep(1);
    String paused = newestCall();
    TimeUnit.SECONDS.sleep(4);
    assertThat(newestCall()).as("while paused").isEqualTo(paused);
    browser.one("#follow").click();
    browser.await("it goes on", SOON, () -> !newestCall().equals(paused));
  }

  private static String newestCall() {
    return (String) browser.script("return document.querySelector('.strip time').textContent");
  }

  @Test
  @Order(7)
  void everyPage_lightAndDark_wideAndNarrow_isReadableByEverybody() {
    List<String> findings = new ArrayList<>();
    for (int[] size : new int[][] {{1440, 900}, {390, 844}}) {
      for (String theme : List.of("light", "dark")) {
        browser.size(size[0], size[1]);
        browser.theme(theme);
        for (String page : pages()) {
          browser.open(page);
          String name = name(page) + "-" + theme + "-" + size[0];
          browser.seriousFindings().forEach(finding -> findings.add(name + " " + finding));
          Number width = (Number) browser.script("return document.documentElement.scrollWidth");
          if (width.intValue() > size[0]) {
            findings.add(name + " is " + width + " pixels wide");
          }
          browser.shoot(PICTURES.resolve(name + ".png"), size[0], size[1]);
        }
      }
    }
    browser.size(1440, 900);
    browser.theme("light");
    browser.open("/network?id=" + network);
    browser.shootSeen(PICTURES.resolve("first-sight.png"));
    assertThat(findings).isEmpty();
  }

  private static List<String> pages() {
    return List.of(
        "/",
        "/accounts",
        "/accounts?search=no-such-account",
        "/account?id=" + member,
        "/networks",
        "/network?id=" + network,
        "/models",
        "/audit",
        "/people",
        "/tokens",
        "/password",
        "/sign-in",
        "/no-such-page");
  }

  private static String name(String page) {
    String name = page.substring(1).replaceAll("\\?id=.*", "").replaceAll("[^a-z-]+", "-");
    return name.isEmpty() ? "overview" : name;
  }

  @Test
  @Order(8)
  void console_afterTheWholeVisit_hasNoPolicyViolation_thoughItWouldShowOne() {
    assertThat(browser.policyViolations()).isEmpty();
    browser.open("/");
    browser.script(
        "document.body.setAttribute('style', 'x'); "
            + "const s = document.createElement('script'); s.textContent = '1'; document.body.append(s)");
    browser.await("the browser tells", () -> !browser.policyViolations().isEmpty());
  }
}
