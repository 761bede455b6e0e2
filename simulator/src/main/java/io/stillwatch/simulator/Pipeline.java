package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixed-prompt pipeline (S05): accounts bought in bursts, paid by cards of which each serves
 * several, behind sticky residential addresses, with the client that most people have. One prompt
 * stands before tasks from one queue, which are dealt evenly; the rest of the traffic is ordinary.
 * When the first pool is banned the second takes over within a day.
 */
final class Pipeline {
  private static final double HARVEST_SHARE = 0.85;
  private static final double FIRST_POOL = 0.6;

  private final Season season;
  private final Places places;
  private final Dice dice;

  private Pipeline(Season season, Places places) {
    this.season = season;
    this.places = places;
    this.dice = Dice.of(season.seed(), "pipeline");
  }

  /** Makes the accounts those of one pipeline, in two pools. */
  static void engage(Season season, Places places, List<Account> accounts) {
    new Pipeline(season, places).engage(accounts);
  }

  private void engage(List<Account> accounts) {
    Content harvest =
        Content.framed(
            Words.instruction(
                dice, "an expert who writes every thought between tags before the answer", 60),
            30);
    int first = (int) Math.round(FIRST_POOL * accounts.size());
    run(accounts.subList(0, first), harvest, begin(), ban() - 1);
    run(accounts.subList(first, accounts.size()), harvest, ban(), season.days());
    pay(accounts);
  }

  private int begin() {
    return season.days() / 2 + 1;
  }

  /** The day from which the first pool is closed. */
  private int ban() {
    return begin() + Math.max(1, (int) ((season.days() - begin()) * 0.6));
  }

  private void run(List<Account> pool, Content harvest, int from, int to) {
    double rate = dice.between(14.0, 26);
    List<Double> bursts = bursts(from);
    for (Account account : pool) {
      Dice own = account.dice;
      account.campaign = "S05-1";
      account.plan = "pro";
      account.signUpDay = own.pick(bursts) + own.between(0, 0.05);
      account.email = own.chance(0.5) ? dice.hex(12) : account.email;
      account.addresses.clear();
      account.addresses.add(places.home(own));
      account.client = places.client(own);
      account.firstDay = from;
      account.lastDay = to;
      account.activity = 1;
      account.rate = rate * own.between(0.9, 1.1);
      account.tempo = Tempo.STEADY;
      account.firstTurns = 0.9;
      account.maxTokensShare = 0.8;
      account.content = Content.mixed(HARVEST_SHARE, harvest, Content.free(25));
      account.sizes = new Sizes(350, 0.4, 900, 0.5);
    }
  }

  /** Sign-ups come within an hour each, on a few days before the work begins. */
  private List<Double> bursts(int from) {
    List<Double> bursts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      bursts.add(Math.max(0, from - dice.between(0.3, 3.0)));
    }
    return bursts;
  }

  /** Each card serves 3 to 40 accounts; few issuers sell such cards. */
  private void pay(List<Account> accounts) {
    List<String> issuers = List.of(places.issuer(dice), places.issuer(dice), dice.hex(12));
    List<Account> shuffled = new ArrayList<>(accounts);
    shuffled.sort((one, other) -> one.id.compareTo(other.id));
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + Math.min(40, 2 + (int) dice.logNormal(5, 0.7)));
      String card = dice.hex(12);
      String issuer = dice.pick(issuers);
      for (Account account : shuffled.subList(from, to)) {
        account.instrument = card;
        account.issuer = issuer;
      }
      from = to;
    }
  }
}
