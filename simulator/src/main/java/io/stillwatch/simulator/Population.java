package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes the accounts of a season: each persona's honest ones, then the campaigns'. */
final class Population {
  private static final List<String> COUNTRIES =
      List.of("US", "DE", "IN", "BR", "JP", "GB", "FR", "SG");
  private static final Map<String, Integer> ZONES =
      Map.of("US", -6, "DE", 1, "IN", 5, "BR", -3, "JP", 9, "GB", 0, "FR", 1, "SG", 8);

  private final Season season;
  private final Places places;
  private final List<Account> accounts = new ArrayList<>();
  private final Map<Persona, List<Account>> byPersona = new EnumMap<>(Persona.class);

  Population(Season season) {
    this.season = season;
    this.places = new Places(season.seed(), season.accounts());
    int named = 0;
    for (Persona persona : Persona.values()) {
      int count = season.count(persona);
      named += count;
      for (int i = 0; i < count; i++) {
        settle(persona, i);
      }
    }
    for (int i = 0; i < season.accounts() - named; i++) {
      settle(Persona.CHAT, i);
    }
    formOrganisations();
    List<Account> pipeline = of(Persona.PIPELINE);
    if (!pipeline.isEmpty()) {
      Pipeline.engage(season, places, pipeline);
    }
  }

  List<Account> accounts() {
    return accounts;
  }

  List<Account> of(Persona persona) {
    return byPersona.getOrDefault(persona, List.of());
  }

  private void settle(Persona persona, int number) {
    Dice dice = Dice.of(season.seed(), persona + "/" + number);
    Account account = new Account(season.seed(), "acct-" + dice.hex(12), persona, dice);
    describe(account);
    behave(account, number);
    accounts.add(account);
    byPersona.computeIfAbsent(persona, same -> new ArrayList<>()).add(account);
  }

  /** What anybody may be. */
  private void describe(Account account) {
    Dice dice = account.dice;
    account.country = dice.pick(COUNTRIES);
    account.zone = ZONES.getOrDefault(account.country, 0);
    account.signUpDay =
        dice.chance(0.12) ? dice.between(0.0, season.days() - 1) : -dice.between(0.5, 900);
    account.email = places.email(dice);
    account.verification = dice.chance(0.4) ? 2 : 1;
    account.plan = dice.chance(0.55) ? "free" : "pro";
    if (account.plan.equals("pro")) {
      account.instrument = dice.hex(12);
      account.issuer = places.issuer(dice);
    }
    if (dice.chance(0.01)) {
      account.lastDay = dice.between(1, season.days());
    }
    account.addresses.add(places.home(dice));
    if (dice.chance(0.4)) {
      account.addresses.add(places.home(dice));
    }
    account.client = places.client(dice);
    account.apiKey = dice.hex(12);
    account.rate = Math.min(80, Math.max(0.3, dice.logNormal(4, 1.0)));
    account.activity = dice.between(0.4, 1);
    account.firstTurns = dice.between(0.2, 0.6);
    account.reportsMaxTokens = dice.chance(0.6);
    account.reportsCache = dice.chance(0.6);
    account.maxTokensShare = dice.between(0, 0.6);
    account.sizes =
        new Sizes(
            dice.logNormal(300, 0.8),
            dice.between(0.3, 1.1),
            dice.logNormal(200, 0.7),
            dice.between(0.4, 1));
  }

  private void behave(Account account, int number) {
    switch (account.persona) {
      case CHAT -> account.content = Content.free(account.dice.between(14, 40));
      case API -> program(account, Tempo.WORKING, 1.6);
      case RETRIEVAL -> program(account, Tempo.WAKING, 2.2);
      case EVALUATION -> evaluate(account);
      case SYNTHETIC_DATA -> synthesise(account);
      case CODING_AGENT -> codeWithAgent(account);
      case SUPPORT_BOT -> support(account);
      case CLASSROOM -> attend(account, number);
      case JUDGE -> judge(account);
      case APP -> useApp(account, "app", -200, 0);
      case NEW_APP -> useApp(account, "new app", season.days() * 0.55, season.days() - 2);
      case SCRAPER -> scrape(account);
      case PIPELINE -> account.plan = "pro";
    }
  }

  /** A frame of the account's own. */
  private void program(Account account, Tempo tempo, double busier) {
    Dice dice = account.dice;
    String frame = Words.instruction(dice, "an assistant of a small firm", dice.between(20, 60));
    account.content = Content.framed(frame, dice.between(10, 40));
    account.tempo = dice.chance(0.18) ? Tempo.STEADY : tempo;
    account.rate = Math.min(200, account.rate * busier);
    account.firstTurns = dice.between(0.5, 1);
    account.maxTokensShare = dice.between(0.1, 0.9);
  }

  private void evaluate(Account account) {
    program(account, Tempo.NIGHTLY, 1);
    Dice dice = account.dice;
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add(Words.freely(dice, 20));
    }
    account.content = Content.repeated(Words.instruction(dice, "the subject of a test", 30), texts);
    account.tempo = Tempo.NIGHTLY;
    account.rate = dice.between(100.0, 200);
    account.activity = 1;
    account.firstTurns = 1;
  }

  private void synthesise(Account account) {
    Dice shared = Dice.of(season.seed(), "synthetic data");
    account.organisation = "org-" + shared.hex(10);
    account.instrument = shared.hex(12);
    account.issuer = shared.hex(12);
    account.plan = "enterprise";
    account.verification = 5;
    account.tempo = Tempo.STEADY;
    account.rate = 180;
    account.activity = 1;
    account.firstTurns = 1;
    account.maxTokensShare = 0.9;
    account.addresses.clear();
    account.addresses.add(shared.hex(12));
    account.content = Content.framed(Words.instruction(shared, "an author of exercises", 60), 30);
    account.signUpDay = -90;
  }

  private void codeWithAgent(Account account) {
    Dice shared = Dice.of(season.seed(), "coding agent");
    String before = Words.instruction(shared, "an agent that edits code", 90);
    String after = Words.instruction(shared, "an agent that edits code and runs tests", 90);
    String client = shared.hex(12);
    int update =
        (int) (season.days() * 0.6) + (account.dice.chance(0.7) ? 0 : account.dice.between(1, 3));
    account.client = client;
    account.content =
        Content.mixed(0.9, Content.released(before, after, update, 40), Content.free(25));
    account.tempo = account.dice.chance(0.2) ? Tempo.STEADY : Tempo.WORKING;
    account.rate = Math.min(300, account.rate * 3);
    account.firstTurns = account.dice.between(0.05, 0.25);
    account.sizes = new Sizes(6_000, 0.8, 400, 0.9);
  }

  private void support(Account account) {
    program(account, Tempo.WAKING, 1);
    account.content =
        Content.framed(Words.instruction(account.dice, "the support desk of a shop", 50), 12);
    account.rate = account.dice.between(80.0, 250);
    account.activity = 1;
  }

  /** Classes of up to 90: one campus, one assignment, one week. */
  private void attend(Account account, int number) {
    Dice shared = Dice.of(season.seed(), "class " + number / 90);
    String campus = shared.hex(12);
    double begins = season.days() * shared.between(0.55, 0.75);
    account.email = shared.hex(12);
    account.country = shared.pick(COUNTRIES);
    account.zone = ZONES.getOrDefault(account.country, 0);
    account.plan = "free";
    account.instrument = null;
    account.issuer = "";
    account.signUpDay = begins + account.dice.between(0, 0.3);
    account.addresses.clear();
    account.addresses.add(campus);
    if (account.dice.chance(0.5)) {
      account.addresses.add(places.home(account.dice));
    }
    String assignment = Words.instruction(shared, "asked to show your work on this exercise", 40);
    account.content = Content.mixed(0.8, Content.begun(assignment, 12), Content.free(20));
    account.rate = account.dice.between(6.0, 20);
    account.activity = 0.9;
    account.tempo = Tempo.WORKING;
  }

  private void judge(Account account) {
    program(account, Tempo.WAKING, 1);
    account.content =
        Content.framed(
            Words.instruction(account.dice, "a judge who scores answers by a rubric", 70), 40);
    account.rate = account.dice.between(80.0, 200);
    account.firstTurns = 1;
    account.sizes = new Sizes(900, 0.2, 30, 0.3);
  }

  private void useApp(Account account, String name, double from, double to) {
    Dice shared = Dice.of(season.seed(), name);
    account.content = Content.framed(Words.instruction(shared, "the helper inside an app", 70), 15);
    account.client = shared.hex(12);
    account.signUpDay = account.dice.between(from, to);
    account.rate = Math.min(40, account.rate * 1.2);
    account.firstTurns = account.dice.between(0.4, 0.8);
  }

  private void scrape(Account account) {
    program(account, Tempo.STEADY, 1);
    account.content =
        Content.framed(Words.instruction(account.dice, "a tutor who explains each step", 40), 30);
    account.tempo = Tempo.STEADY;
    account.rate = 4_000;
    account.activity = 1;
    account.firstTurns = 1;
    account.signUpDay = season.days() * 0.5;
    account.campaign = "S01-1";
    account.maxTokensShare = 0.9;
    account.addresses.subList(1, account.addresses.size()).clear();
  }

  /** Companies of 2 to 12 paying accounts: one card, one office, one contract. */
  private void formOrganisations() {
    Dice dice = Dice.of(season.seed(), "organisations");
    List<Account> joiners = new ArrayList<>();
    for (Account account : accounts) {
      boolean joins =
          !account.persona.attack()
              && account.persona != Persona.CLASSROOM
              && account.organisation.isEmpty();
      if (joins && dice.chance(0.2)) {
        joiners.add(account);
      }
    }
    for (int from = 0; from < joiners.size(); ) {
      int to = Math.min(joiners.size(), from + dice.between(2, 12));
      found(dice, joiners.subList(from, to));
      from = to;
    }
  }

  private static void found(Dice dice, List<Account> staff) {
    String organisation = "org-" + dice.hex(10);
    String card = dice.hex(12);
    String issuer = dice.hex(12);
    String office = dice.hex(12);
    for (Account account : staff) {
      account.organisation = organisation;
      account.plan = "team";
      account.verification = 4;
      account.instrument = card;
      account.issuer = issuer;
      account.addresses.add(office);
    }
  }
}
