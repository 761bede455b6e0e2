package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One simulated account: what the platform knows of it, and how it behaves. */
final class Account {
  final String id;
  final Persona persona;
  final Dice dice;

  String organisation = "";
  String campaign = "";
  String plan = "free";
  int verification = 1;
  String country = "US";
  int zone;
  double signUpDay;
  String email = "";
  @Nullable String instrument;
  String issuer = "";
  List<String> addresses = new ArrayList<>();
  String client = "";
  String apiKey = "";

  /** Calls on an active day, on average. */
  double rate = 5;

  /** The share of days on which it calls at all. */
  double activity = 1;

  Tempo tempo = Tempo.WAKING;
  Sizes sizes = new Sizes(250, 1.0, 180, 0.9);
  int firstDay;
  int lastDay = Integer.MAX_VALUE;

  /** Share of calls that begin a conversation. */
  double firstTurns = 0.4;

  double refusals = 0.01;

  /** Fields that this account's gateway reports; drawn alike for everybody. */
  boolean reportsMaxTokens;

  boolean reportsCache;
  double maxTokensShare = 0.3;
  Content content = Content.free(30);
  final Habits habits;

  Account(long seed, String id, Persona persona, Dice dice) {
    this.id = id;
    this.persona = persona;
    this.dice = dice;
    this.habits = new Habits(seed, this);
  }

  boolean activeOn(int day) {
    return day >= Math.max(firstDay, (int) signUpDay) && day <= lastDay && dice.chance(activity);
  }
}
