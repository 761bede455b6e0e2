package io.stillwatch.simulator;

import io.stillwatch.v1.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A season as it happens. Keeps one day of events in memory. About 60,000 events a second on one
 * core, most of it sketching.
 */
public final class Simulation {
  private final Season season;
  private final Population population;
  private final Narrator narrator;
  private final List<Harvest> harvest = new ArrayList<>();

  private Simulation(Season season) {
    this.season = season;
    this.population = new Population(season);
    this.narrator = new Narrator(season);
  }

  public static Simulation of(Season season) {
    return new Simulation(season);
  }

  public Season season() {
    return season;
  }

  /** Gives every event, in time order, without sequences. To be called once. */
  public void run(Consumer<Report> sink) {
    for (int day = 0; day < season.days(); day++) {
      List<Happening> happenings = new ArrayList<>();
      for (Account account : population.accounts()) {
        happen(account, day, happenings);
      }
      happenings.sort(
          Comparator.comparingLong(Happening::epochMilli).thenComparing(Happening::order));
      happenings.forEach(happening -> sink.accept(happening.report()));
    }
  }

  /**
   * An event and its time.
   *
   * @param order parts events of one moment, the same way each time
   */
  record Happening(long epochMilli, String order, Report report) {}

  private void happen(Account account, int day, List<Happening> happenings) {
    narrator.tellAccount(account, day, happenings);
    if (!account.activeOn(day)) {
      return;
    }
    int calls = account.dice.poisson(account.rate);
    long tokens = 0;
    for (int i = 0; i < calls; i++) {
      tokens += narrator.tellCall(account, day, happenings);
    }
    if (account.persona.attack() && calls > 0) {
      harvest.add(
          new Harvest(account.campaign, account.id, season.start().plusDays(day), calls, tokens));
    }
  }

  /** Who everybody really is, by account. */
  public List<Truth> truth() {
    return population.accounts().stream()
        .map(Simulation::truth)
        .sorted(Comparator.comparing(Truth::accountId))
        .toList();
  }

  private static Truth truth(Account account) {
    return new Truth(
        account.id,
        account.persona.attack(),
        account.persona.code(),
        account.campaign,
        account.persona.name().toLowerCase(Locale.ROOT),
        account.organisation);
  }

  /** What the campaigns took, once the season has run. */
  public List<Harvest> harvest() {
    return List.copyOf(harvest);
  }
}
