package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonObject;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What whoever runs S18 pays for not being found.
 *
 * @param cards accounts that one card pays for
 * @param paraphrase 0: the same words each time; 1: synonyms; 2: a model says each prompt anew
 * @param frames instructions that are written
 * @param guises 0: all accounts live as one kind; 1: each draws its own
 * @param cost calls for one that is kept
 */
record Spending(int cards, int paraphrase, int frames, int guises, int cost) {
  /** What costs least. */
  static final Spending LEAST = new Spending(8, 0, 5, 0, 2);

  private static final int CAMPAIGNS = 4;
  private static final int MEMBERS = 50;

  /** Of an instruction, on average: what a model reads and writes to say it anew. */
  private static final int WORDS = 40;

  /** From what costs least, one thing bought after another; in the end all. */
  static List<CurvePoint> curves(SeasonPlan honest) {
    List<CurvePoint> points = new ArrayList<>();
    for (int cards : new int[] {8, 4, 2, 1}) {
      points.add(new Spending(cards, 0, 5, 0, 2).at("cards S18", cards, honest));
    }
    for (int depth = 0; depth <= 2; depth++) {
      points.add(new Spending(8, depth, 5, 0, 2).at("paraphrase S18", depth, honest));
    }
    for (int frames : new int[] {5, 50, 500}) {
      points.add(new Spending(8, 0, frames, 0, 2).at("frames S18", frames, honest));
    }
    for (int guises = 0; guises <= 1; guises++) {
      points.add(new Spending(8, 0, 5, guises, 2).at("guises S18", guises, honest));
    }
    for (int cost : new int[] {2, 5, 20}) {
      points.add(new Spending(8, 0, 5, 0, cost).at("cover S18", cost, honest));
    }
    points.addAll(all(honest));
    return points;
  }

  /** Several things at once, each step dearer than the one before. */
  private static List<CurvePoint> all(SeasonPlan honest) {
    List<Spending> steps =
        List.of(
            LEAST,
            new Spending(1, 0, 5, 0, 2),
            new Spending(1, 1, 50, 1, 2),
            new Spending(1, 2, 50, 1, 2),
            new Spending(1, 2, 500, 1, 5));
    List<CurvePoint> points = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      points.add(steps.get(step).at("together S18", step, honest));
    }
    return points;
  }

  private CurvePoint at(String curve, double value, SeasonPlan honest) {
    return new CurvePoint(curve, value, honest.withCampaigns(List.of(campaign())), this);
  }

  private CampaignPlan campaign() {
    Map<String, Range> parameters = new HashMap<>();
    parameters.put("cards", exactly(cards));
    parameters.put("paraphrase", exactly(paraphrase));
    parameters.put("frames", exactly(frames));
    parameters.put("guises", exactly(guises));
    parameters.put("cost", exactly(cost));
    parameters.put("teams", exactly(0));
    return new CampaignPlan("feature_aware", CAMPAIGNS, MEMBERS, 0, parameters);
  }

  private static Range exactly(double value) {
    return new Range(value, value);
  }

  /** How many times as many accounts, or calls, as what costs least for the same harvest. */
  double accountsTimes() {
    return (double) cost / LEAST.cost;
  }

  /** How many times as many cards as what costs least for the same harvest. */
  double cardsTimes() {
    return accountsTimes() * LEAST.cards / cards;
  }

  /** Words that a model reads and writes for a call that is kept. */
  int wordsAnew() {
    return paraphrase == 2 ? 2 * WORDS : 0;
  }

  void addTo(JsonObject json) {
    json.addProperty("accounts_times", accountsTimes());
    json.addProperty("cards_times", cardsTimes());
    json.addProperty("words_anew", wordsAnew());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "accounts x%.1f, cards x%.1f, %d words anew",
        accountsTimes(),
        cardsTimes(),
        wordsAnew());
  }
}
