package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium of its own, without a window, at one dashboard. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String dashboard;
  private final ChromeDriver driver;
  private final List<String> console = new ArrayList<>();

  Browser(String dashboard) {
    this.dashboard = dashboard;
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--window-size=1440,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    this.driver = new ChromeDriver(options);
  }

  /** Opens a page of the dashboard. */
  void open(String path) {
    keepConsole();
    driver.get(dashboard + path);
  }

  /** The path that the browser shows, with its query. */
  String path() {
    return driver.getCurrentUrl().substring(dashboard.length());
  }

  String text() {
    return one("body").getText();
  }

  WebElement one(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** What the elements say, all read at one moment: a live page replaces its parts. */
  List<String> texts(String css) {
    return ((List<?>)
            driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)",
                css))
        .stream().map(String::valueOf).toList();
  }

  /** Follows the first link with these words, to the end. */
  void follow(String words) {
    leaveBy(() -> driver.findElement(By.linkText(words)).click());
  }

  void type(String name, String text) {
    WebElement field = driver.findElement(By.cssSelector("input[name='" + name + "']"));
    field.clear();
    field.sendKeys(text);
  }

  /** Presses a button of a form, and waits for the page that answers. */
  void press(String button) {
    String shown = "//main//button[normalize-space()='" + button + "']";
    leaveBy(() -> driver.findElement(By.xpath(shown)).click());
  }

  /**
   * Does what leads to another page, and waits for it: the page that is left has a mark, for an
   * element of a page that is going away may answer anything.
   */
  void leaveBy(Runnable step) {
    driver.executeScript("window.left = true");
    step.run();
    new WebDriverWait(driver, PATIENCE)
        .ignoring(WebDriverException.class)
        .until(
            any ->
                driver.executeScript("return !window.left && document.readyState === 'complete'"));
  }

  void signIn(String name, String password) {
    open("/sign-in");
    type("username", name);
    type("password", password);
    press("Sign in");
  }

  /** Signs in with a first password, and chooses another. */
  void signInFirst(String name, String first, String chosen) {
    signIn(name, first);
    assertThat(path()).isEqualTo("/password");
    type("present", first);
    type("chosen", chosen);
    type("again", chosen);
    press("Change");
    assertThat(path()).isEqualTo("/sign-in?changed");
    signIn(name, chosen);
  }

  void await(String what, Duration patience, BooleanSupplier come) {
    new WebDriverWait(driver, patience)
        .withMessage(() -> what + " at " + path() + ":\n" + text())
        .until(any -> come.getAsBoolean());
  }

  void await(String what, BooleanSupplier come) {
    await(what, PATIENCE, come);
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  /** The outcome of a script that calls back. */
  Object asyncScript(String script) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script);
  }

  void theme(String theme) {
    driver.manage().addCookie(new Cookie.Builder("theme", theme).path("/").build());
  }

  /** The size of the part of a page that is seen. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 700));
  }

  /** The whole page, down to 2,400 pixels. */
  void shoot(Path picture, int width, int height) {
    Number whole = (Number) script("return document.documentElement.scrollHeight");
    size(width, Math.max(height, Math.min(2400, whole.intValue())));
    shootSeen(picture);
    size(width, height);
  }

  /** The part of the page that is seen. */
  void shootSeen(Path picture) {
    try {
      Files.createDirectories(picture.getParent());
      Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Findings of axe that keep somebody from reading or doing something, one line each. */
  List<String> seriousFindings() {
    return new AxeBuilder()
        .analyze(driver).getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(Browser::line)
            .toList();
  }

  private static String line(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().limit(3).map(node -> String.valueOf(node.getHtml())).toList();
  }

  /** What the browser refused because of the page's policy, since the start. */
  List<String> policyViolations() {
    keepConsole();
    return console.stream().filter(line -> line.contains("Content Security Policy")).toList();
  }

  private void keepConsole() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      console.add(entry.getMessage());
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
