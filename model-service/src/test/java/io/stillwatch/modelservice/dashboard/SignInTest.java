package io.stillwatch.modelservice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.dashboard.people.FirstAdministrator;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Role;
import io.stillwatch.modelservice.dashboard.people.SignIn;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Gets in, or does not, at two replicas of one database. */
final class SignInTest {
  private static final String REFUSED = "/sign-in?refused";
  private static final Actor TEST = Actor.person("test");
  private static final List<String> DATABASE = RunningService.newDatabase();
  private static final ListAppender<ILoggingEvent> WRITTEN = new ListAppender<>();
  private static PlayedVectors features;
  private static RunningService service;
  private static RunningService hasty;
  private static String firstPassword;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(DATABASE, features, "stillwatch.dashboard.lockout=3s");
    hasty = RunningService.start(DATABASE, features, "stillwatch.dashboard.longest-session=1500ms");
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    WRITTEN.start();
    root.addAppender(WRITTEN);
    firstPassword = service.part(FirstAdministrator.class).takePassword().orElseThrow();
  }

  @AfterAll
  static void stop() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(WRITTEN);
    hasty.close();
    service.close();
    features.close();
  }

  @Test
  void firstAdministrator_signsIn_mustChangeThePasswordBeforeAllElse() {
    assertThat(service.part(FirstAdministrator.class).takePassword()).isEmpty();
    assertThat(hasty.part(FirstAdministrator.class).takePassword()).isEmpty();
    Browser admin = Browser.of(service, FirstAdministrator.NAME, firstPassword);

    for (String page : List.of("/", "/accounts", "/people", "/live", "/account?id=a", "/nothing")) {
      assertThat(Browser.target(admin.get(page))).as(page).isEqualTo("/password");
    }
    assertThat(Browser.target(admin.post("/people/add", "name", "eve", "role", "administrator")))
        .isEqualTo("/password");
    assertThat(service.part(People.class).find("eve")).isEmpty();

    assertThat(change(admin, firstPassword, Staff.PASSWORD)).isEqualTo("/sign-in?changed");
    assertThat(Browser.target(admin.get("/"))).isEqualTo("/sign-in");
    assertThat(signIn(service, FirstAdministrator.NAME, firstPassword)).isEqualTo(REFUSED);
    assertThat(signIn(service, FirstAdministrator.NAME, Staff.PASSWORD)).isEqualTo("/");
    assertThat(signIn(hasty, " ADMIN ", Staff.PASSWORD)).isEqualTo("/");
    assertNowhere(firstPassword);
    assertNowhere(Staff.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({
    "short-7-x, at least 12 characters",
    "my-wilhelmina-Password, easily guessed",
    "abcdabcdabcdabcd, easily guessed",
    "😀😀😀😀😀😀😀😀😀😀😀, at least 12 characters",
    "correct-horse-battery-staple-correct-horse-battery-staple-correct-horse-1, at most 72 bytes",
    "ääääääääääöööööööööüüüüüüüüüßßßßßßßßß, at most 72 bytes",
  })
  void password_weak_isRefusedWithAReasonThatDoesNotHoldIt(String weak, String reason) {
    if (service.part(People.class).find("wilhelmina").isEmpty()) {
      Staff.hire(service, "wilhelmina", Role.VIEWER);
    }
    Browser person = Browser.of(service, "wilhelmina", Staff.PASSWORD);
    HttpResponse<String> answer =
        person.post("/password", "present", Staff.PASSWORD, "chosen", weak, "again", weak);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(reason).doesNotContain(weak);
    assertThat(person.get("/").statusCode()).isEqualTo(200);
    assertNowhere(weak);
  }

  @Test
  void password_wrongOrTypedInTwoWaysOrTheOldOne_staysAsItWas() {
    Browser person = Staff.signedIn(service, "x", Role.VIEWER);
    String fresh = "the-x-is-not-telling-9";
    assertThat(refusal(person, "another-present-1", fresh, fresh)).contains("present password");
    assertThat(refusal(person, Staff.PASSWORD, fresh, fresh + "!")).contains("in two ways");
    assertThat(refusal(person, Staff.PASSWORD, Staff.PASSWORD, Staff.PASSWORD))
        .contains("the new password is the old one");
    assertThat(change(person, Staff.PASSWORD, fresh)).isEqualTo("/sign-in?changed");
  }

  @Test
  void password_fiveWrongPresentOnes_lockOutHereAndAtTheSignIn() {
    Browser thief = Staff.signedIn(service, "robbed", Role.VIEWER);
    String fresh = "a-new-Song-of-11-larks";
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(thief, "a guess of mine " + i, fresh, fresh)).contains("is another");
    }
    assertThat(signIn(service, "robbed", "a wrong password")).isEqualTo(REFUSED);
    assertThat(refusal(thief, "a guess of mine 4", fresh, fresh)).contains("is another");

    assertThat(refusal(thief, Staff.PASSWORD, fresh, fresh)).contains("too many wrong passwords");
    assertThat(signIn(service, "robbed", Staff.PASSWORD)).isEqualTo(REFUSED);
    assertThat(Staff.log(service))
        .contains("stillwatch SERVICE LOCKED_OUT robbed: for 3 seconds")
        .filteredOn("stillwatch SERVICE SIGN_IN_REFUSED robbed: wrong present password"::equals)
        .hasSize(3);
    Await.until("let in again", () -> signIn(service, "robbed", Staff.PASSWORD).equals("/"));
    assertThat(change(thief, Staff.PASSWORD, fresh)).isEqualTo("/sign-in?changed");
  }

  /** As many guesses at once, the right one among them: it comes too late, or before them. */
  @Test
  void password_manyWrongPresentOnesAtOnce_stillLockOut() {
    Browser thief = Staff.signedIn(service, "mobbed", Role.VIEWER);
    String fresh = "a-new-Song-of-12-larks";
    List<CompletableFuture<String>> tries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String guess = "a guess " + i;
      tries.add(CompletableFuture.supplyAsync(() -> refusal(thief, guess, fresh, fresh)));
    }
    tries.forEach(CompletableFuture::join);
    assertThat(refusal(thief, Staff.PASSWORD, fresh, fresh)).contains("too many wrong passwords");
  }

  /** Nobody's look-up can be timed where none is made: the table is locked, and nobody waits. */
  @ParameterizedTest
  @ValueSource(ints = {0, 73, 5_000})
  void signIn_passwordThatNobodyCanHave_isRefusedBeforeAnyLookUp(int length) throws Exception {
    Staff.hire(service, "timed-" + length, Role.VIEWER);
    try (Connection connection = service.part(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table people in access exclusive mode");
      try {
        for (String name : List.of("timed-" + length, "nobody")) {
          assertThat(refused(name, "x".repeat(length)).get(10, TimeUnit.SECONDS)).isTrue();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static CompletableFuture<Boolean> refused(String name, String password) {
    Authentication asked = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return service.part(SignIn.class).authenticate(asked) == null;
          } catch (BadCredentialsException refused) {
            return true;
          }
        });
  }

  @Test
  void signIn_fiveWrongTries_locksOutForTheConfiguredTime() {
    Staff.hire(service, "locked", Role.VIEWER);
    long before = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(service, "locked", "a wrong password " + i)).isEqualTo(REFUSED);
    }
    HttpResponse<String> right = new Browser(service).signIn("locked", Staff.PASSWORD);
    assertThat(Browser.target(right)).isEqualTo(REFUSED);

    Await.until("let in again", () -> signIn(service, "locked", Staff.PASSWORD).equals("/"));
    assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThan(3000);
    assertThat(Staff.log(service))
        .contains("stillwatch SERVICE LOCKED_OUT locked: for 3 seconds")
        .filteredOn("stillwatch SERVICE SIGN_IN_REFUSED locked: wrong password"::equals)
        .hasSize(4);
  }

  @Test
  void signIn_fourWrongTries_leaveTheFifthToTheRightPassword() {
    Staff.hire(service, "clumsy", Role.VIEWER);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(signIn(service, "clumsy", "a wrong password " + i)).isEqualTo(REFUSED);
      }
      assertThat(signIn(service, "clumsy", Staff.PASSWORD)).isEqualTo("/");
    }
  }

  @Test
  void signIn_manyWrongTriesAtOnce_stillLocksOut() {
    Staff.hire(service, "stormed", Role.VIEWER);
    List<CompletableFuture<String>> tries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String guess = "a guess " + i;
      tries.add(CompletableFuture.supplyAsync(() -> signIn(service, "stormed", guess)));
    }
    assertThat(tries).allSatisfy(one -> assertThat(one.join()).isEqualTo(REFUSED));
    assertThat(signIn(service, "stormed", Staff.PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void signIn_unknownNameOrWrongPasswordOrKeptOut_givesTheSameAnswer() {
    Staff.hire(service, "known", Role.VIEWER);
    Staff.hire(service, "gone", Role.VIEWER);
    service.part(People.class).change("gone", Role.VIEWER, true, TEST);
    HttpResponse<String> wrong = new Browser(service).signIn("known", "wrong");
    for (String name : List.of("nobody", "known", "gone")) {
      String password = name.equals("gone") ? Staff.PASSWORD : "wrong";
      HttpResponse<String> answer = new Browser(service).signIn(name, password);
      assertThat(answer.statusCode()).isEqualTo(wrong.statusCode());
      assertThat(Browser.target(answer)).isEqualTo(REFUSED);
      assertThat(answer.body()).isEqualTo(wrong.body());
    }
  }

  @Test
  void signIn_hostileNameOrPassword_isRefusedWithoutAFailure() {
    Staff.hire(service, "plain", Role.VIEWER);
    String long10k = "x".repeat(10_000);
    for (String odd : List.of("", "\0", "plain\0", "😀😀", long10k, "\ud800", "' or 1=1 --")) {
      assertThat(signIn(service, odd, "b")).as("name %s", odd).isEqualTo(REFUSED);
      assertThat(signIn(service, "nobody", odd)).as("password %s", odd).isEqualTo(REFUSED);
    }
    for (String odd : List.of("\0", "😀😀", long10k)) {
      assertThat(signIn(service, "plain", odd)).as("password %s", odd).isEqualTo(REFUSED);
    }
    HttpResponse<String> empty = new Browser(service).post("/sign-in");
    assertThat(Browser.target(empty)).isEqualTo(REFUSED);
  }

  @Test
  void session_atSignIn_hasAnotherIdAndACookieThatNoScriptReads() {
    Staff.hire(service, "fixed", Role.VIEWER);
    Browser person = new Browser(service);
    person.get("/sign-in");
    String before = person.session();
    HttpResponse<String> answer = person.signIn("fixed", Staff.PASSWORD);
    assertThat(person.session()).isNotEmpty().isNotEqualTo(before);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(
            cookie ->
                cookie.startsWith("stillwatch_session=")
                    && cookie.contains("HttpOnly")
                    && cookie.contains("SameSite=Lax"));
    assertThat(person.get("/").body()).doesNotContain(person.session());
  }

  @Test
  void session_afterSignOut_isOver() {
    Browser person = Staff.signedIn(service, "leaving", Role.VIEWER);
    String session = person.session();
    assertThat(Browser.target(person.post("/sign-out"))).isEqualTo("/sign-in?out");
    HttpResponse<String> old =
        new Browser(service).get("/", "Cookie", "stillwatch_session=" + session);
    assertThat(Browser.target(old)).isEqualTo("/sign-in");
  }

  @Test
  void session_roleStandingOrPasswordChanged_isOver() {
    People people = service.part(People.class);
    Browser person = Staff.signedIn(service, "changing", Role.ANALYST);
    people.change("changing", Role.VIEWER, false, TEST);
    assertThat(Browser.target(person.get("/"))).isEqualTo("/sign-in");

    person = Browser.of(service, "changing", Staff.PASSWORD);
    people.change("changing", Role.VIEWER, true, TEST);
    assertThat(person.get("/sign-in").statusCode()).isEqualTo(200);
    assertThat(Browser.target(person.get("/"))).isEqualTo("/sign-in");

    people.change("changing", Role.VIEWER, false, TEST);
    person = Browser.of(service, "changing", Staff.PASSWORD);
    Browser elsewhere = Browser.of(hasty, "changing", Staff.PASSWORD);
    String reset = people.resetPassword("changing", TEST);
    assertThat(Browser.target(person.get("/"))).isEqualTo("/sign-in");
    assertThat(Browser.target(elsewhere.get("/"))).isEqualTo("/sign-in");
    assertThat(signIn(service, "changing", Staff.PASSWORD)).isEqualTo(REFUSED);
    assertNowhere(reset);
  }

  @Test
  void session_tooOld_isOverHoweverBusy() {
    Browser person = Staff.signedIn(hasty, "busy", Role.VIEWER);
    assertThat(person.get("/").statusCode()).isEqualTo(200);
    Await.until("the end", () -> Browser.target(person.get("/")).equals("/sign-in"));
  }

  @Test
  void replicas_ofOneDatabase_sharePeopleAndAudit() {
    Staff.hire(service, "shared", Role.ANALYST);
    Browser.of(hasty, "shared", Staff.PASSWORD);
    assertThat(Staff.log(service)).contains("shared DASHBOARD SIGNED_IN shared: ");
    assertThat(Staff.log(hasty)).isEqualTo(Staff.log(service));
  }

  private static String signIn(RunningService at, String name, String password) {
    return Browser.target(new Browser(at).signIn(name, password));
  }

  private static String change(Browser person, String old, String chosen) {
    return Browser.target(
        person.post("/password", "present", old, "chosen", chosen, "again", chosen));
  }

  private static String refusal(Browser person, String old, String chosen, String again) {
    return person.post("/password", "present", old, "chosen", chosen, "again", again).body();
  }

  /** Neither the password nor any hash in log, audit log or the page of people. */
  private static void assertNowhere(String password) {
    List<String> hashes =
        service
            .part(JdbcClient.class)
            .sql("select password_hash from people")
            .query(String.class)
            .list();
    List<String> said = new ArrayList<>(Staff.log(service));
    synchronized (WRITTEN) {
      List.copyOf(WRITTEN.list).forEach(event -> said.add(event.getFormattedMessage()));
    }
    assertThat(hashes).isNotEmpty();
    assertThat(said).noneMatch(line -> line.contains(password) || line.contains("bcrypt"));
  }
}
