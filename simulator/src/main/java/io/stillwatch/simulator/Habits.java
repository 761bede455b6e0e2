package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.SipHash;
import io.stillwatch.v1.Client;
import io.stillwatch.v1.FinishReason;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How an account calls, beside what it asks and when: sampling, tools, reasoning, models, networks.
 * Drawn by persona from wide ranges that attackers share with honest programs; from dice of its
 * own, so that a new habit changes nothing else.
 */
final class Habits {
  private static final List<Double> TEMPERATURES = List.of(0.0, 0.2, 0.7, 1.0);
  private static final SipHash NETWORKS = new SipHash(0x6e6574776f726b73L, 0x6f66706c61636573L);
  private static final int FIRST_NETWORK = 64_512;
  private static final int KEPT_ARTEFACTS = 3;

  private final Dice dice;
  private final boolean statesTemperature;
  private final double temperature;
  private final double samples;
  private final double logProbabilities;
  private final boolean statesTools;
  private final double tools;
  private final double reasons;
  private final boolean hosted;
  private final double truncated;
  private final double flagged;
  private final double earliness;
  private final boolean mixesModels;
  private final Deque<String> artefacts = new ArrayDeque<>();

  Habits(long seed, Account account) {
    this.dice = Dice.of(seed, account.id + "/habits");
    boolean program = isProgram(account.persona);
    this.statesTemperature = dice.chance(0.6);
    this.temperature = dice.pick(TEMPERATURES);
    this.samples = dice.chance(program ? 0.08 : 0.01) ? dice.between(0.05, 0.5) : 0;
    this.logProbabilities = dice.chance(program ? 0.05 : 0.005) ? dice.between(0.1, 1) : 0;
    boolean agent = account.persona == Persona.CODING_AGENT;
    this.statesTools = dice.chance(0.7);
    this.tools = agent ? dice.between(0.7, 1) : dice.chance(0.25) ? dice.between(0.05, 0.6) : 0;
    this.reasons = dice.chance(agent ? 0.8 : 0.4) ? dice.between(0.1, 0.9) : 0;
    this.hosted = dice.chance(program ? 0.6 : 0.04);
    this.truncated = dice.between(0.0, 0.06);
    this.flagged = dice.between(0.0, 0.01);
    this.earliness = dice.unit();
    this.mixesModels = dice.chance(0.3);
  }

  private static boolean isProgram(Persona persona) {
    return switch (persona) {
      case API, RETRIEVAL, EVALUATION, SYNTHETIC_DATA, SUPPORT_BOT, JUDGE, SCRAPER -> true;
      case CHAT, CODING_AGENT, CLASSROOM, APP, NEW_APP, PIPELINE -> false;
    };
  }

  /** Adds to a call what the habits say of it. */
  void tell(UsageEvent.Builder event, Models models, double day) {
    models.tell(event, day, earliness, mixesModels && dice.chance(0.3));
    SamplingParameters.Builder sampling = SamplingParameters.newBuilder();
    if (statesTemperature) {
      sampling.setTemperature(temperature);
    }
    if (dice.chance(samples)) {
      sampling.setSamples(dice.between(2, 8));
    }
    boolean asked = dice.chance(logProbabilities);
    sampling.setLogProbabilities(asked);
    if (asked) {
      sampling.setTopLogProbabilities(dice.between(1, 20));
    }
    event.setSampling(sampling).setSafetyFlagged(dice.chance(flagged));
    if (dice.chance(truncated)) {
      event.setFinishReason(FinishReason.FINISH_REASON_LENGTH);
    }
    if (statesTools) {
      boolean calls = dice.chance(tools);
      event.setToolSchemas(calls ? dice.between(1, 20) : 0);
      event.setToolResults(calls && dice.chance(0.7) ? dice.between(1, 5) : 0);
    }
    if (dice.chance(reasons)) {
      reason(event);
    }
    event.setClient(place(event.getClient()));
  }

  /** Reasons for a part of the answer, and goes on with what it was given before. */
  private void reason(UsageEvent.Builder event) {
    event.setReasoningTokens((int) (event.getOutputTokens() * dice.between(0.2, 0.9)));
    if (event.getTurn() > 1) {
      event.addAllSubmittedArtefactTokens(artefacts);
    }
    String artefact = dice.hex(16);
    event.addIssuedArtefactTokens(artefact);
    artefacts.addLast(artefact);
    if (artefacts.size() > KEPT_ARTEFACTS) {
      artefacts.removeFirst();
    }
  }

  /** A prefix lies in one network, and few networks have most of them. */
  private Client place(Client client) {
    long hash = NETWORKS.hash(client.getAddressPrefixToken()) >>> 1;
    double unit = hash % 10_000 / 10_000.0;
    return client.toBuilder()
        .setAsn(FIRST_NETWORK + (int) (400 * unit * unit))
        .setHosting(hosted)
        .setVpn(!hosted && dice.chance(0.02))
        .setJa4("t13d" + Math.floorMod(NETWORKS.hash(client.getSdkBundleToken()), 97))
        .build();
  }
}
