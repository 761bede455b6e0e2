package io.stillwatch.benchmarks.servegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.benchmarks.SharedData;
import io.stillwatch.evaluation.Evaluation;
import io.stillwatch.evaluation.Scorecard;
import io.stillwatch.evaluation.Share;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.trainer.NightPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether real, busy, round-the-clock customers are taken for a campaign that runs beside them. The
 * figures go to {@code target/servegen.txt}; docs/evaluation.md cites them.
 */
@Tag("reference-data")
class ServeGenTest {
  private static final int CALLS_PER_DAY = Integer.getInteger("servegen.calls", 150);
  private static final int OTHERS = 2_000;
  private static final int CAMPAIGN = 100;
  private static final long SEED = Long.getLong("servegen.seed", 20_260_105);

  @TempDir Path folder;

  @Test
  void soft_realClientsBesideACampaign_isTheCampaignAlone() throws Exception {
    List<TracedClient> clients = TracedClients.read(SharedData.folder());
    SeasonPlan plan =
        SeasonFile.named("demo")
            .withAccounts(OTHERS)
            .withDays(MixedSeason.TRACED_DAYS)
            .withCampaigns(List.of(new CampaignPlan("load_balancer", 1, CAMPAIGN, 0, Map.of())));
    MixedSeason season = new MixedSeason(clients, CALLS_PER_DAY, plan, SEED);
    try (Platform platform = Platform.start(PlatformOptions.inEventTime(folder))) {
      Evaluation.Outcome outcome =
          new Evaluation(platform, NightPlan.USUAL, System.err::println).run(season::run);
      Scorecard scores = new Scorecard(outcome.verdicts(), truth(season), List.of());
      String text = text(season, clients, outcome, scores);
      Files.writeString(Path.of("target", "servegen.txt"), text);
      Share real = scores.byPersona().get(MixedSeason.GUEST + " real_client");
      assertThat(real.cases()).as(text).isGreaterThan(200);
      assertThat(real.lower()).as(text).isLessThan(0.005);
      assertThat(scores.caught().value()).as(text).isGreaterThan(0.8);
    }
  }

  private static Map<String, Truth> truth(MixedSeason season) {
    return season.truth().stream().collect(Collectors.toMap(Truth::accountId, row -> row));
  }

  private static String text(
      MixedSeason season,
      List<TracedClient> clients,
      Evaluation.Outcome outcome,
      Scorecard scores) {
    List<Double> factors = clients.stream().map(season::factor).sorted().toList();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "seed %d, %,d events, %d clients thinned by 1 to %,.0f, median %,.1f%n%s%n",
            SEED,
            outcome.events(),
            clients.size(),
            factors.get(factors.size() - 1),
            factors.get(factors.size() / 2),
            outcome.night().text()));
    text.append("at soft: attackers ").append(scores.caught());
    text.append(", honest ").append(scores.falselyCaught());
    text.append("\nat watch: honest ").append(scores.falselyWatched());
    text.append(
        String.format(
            Locale.ROOT,
            "%nnetworks %d of %d, AUROC %.4f%nbands %s%n",
            scores.networksFound(),
            scores.networksPlanted(),
            scores.auroc(),
            scores.bands()));
    text.append("bands of real clients " + bands(clients, outcome) + "\n");
    scores.byPersona().forEach((name, share) -> text.append(name + ": " + share + "\n"));
    scores.networks().forEach((id, found) -> text.append(id + ": " + found + "\n"));
    return text.toString();
  }

  private static Map<String, Long> bands(List<TracedClient> clients, Evaluation.Outcome outcome) {
    Map<String, Long> bands = new TreeMap<>();
    for (TracedClient client : clients) {
      bands.merge(outcome.verdicts().get(client.id).getBand().name(), 1L, Long::sum);
    }
    return bands;
  }
}
