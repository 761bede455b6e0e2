package io.stillwatch.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every feature, in the order of {@link FeatureVector#values}. A changed meaning is a new name.
 * Codes are those of the threat model; features marked * are compared with peers of the same plan
 * and model family.
 */
public final class FeatureCatalogue {
  /**
   * Calls within 7 days below which all but volumes and facts are missing: too few to mean much.
   */
  public static final int MIN_REQUESTS = 30;

  /** Name, code, use, unit, window; then what it is, what it exposes and who else shows it. */
  private static final String TABLE =
      """
      requests_24h_log | V1 | condition | log1p(requests) | 24h
        calls
        loud scraper, fixed-prompt pipeline
        evaluation runs, back-fills
      output_tokens_24h_log | V2 | condition | log1p(tokens) | 24h
        output tokens
        loud scraper, fixed-prompt pipeline
        synthetic-data customers
      requests_7d_log | V1 | condition | log1p(requests) | 7d
        calls
        loud scraper
        any large customer
      limit_utilisation_p95_7d | V3 | condition | ratio, at most 2 | 7d
        95th percentile over hours of the most of its rate limit that an hour's calls stated as used
        loud scraper, limit-aware pools
        evaluation runs, migrations
      limit_hug_share_7d | V4 | corroboration | share | 7d
        calls at 80 % or more of their rate limit without status 429, of calls that state both
        limit-aware pools
        paced batches
      active_days_28d | V5 | condition | days | 28d
        UTC days with a call, today included
        account farms (few)
        occasional users
      ramp_days_28d | V6 | corroboration | days | 28d
        days from the first call to the first day with half of the largest day's calls; accounts whose first call is older have none
        pipelines and replacements after a ban (0)
        migrations to a new key, hackathons
      active_share_7d | T1 | condition | share | 7d
        ten-minute slots with a call
        loud scraper, pipelines
        cron jobs, support bots
      longest_idle_7d | T2 | condition | hours | 7d
        longest run of ten-minute slots without a call
        pipelines (short)
        bots
      diurnal_amplitude_7d | T3 | condition | 0 to 1 | 7d
        amplitude of the first harmonic of calls by UTC hour
        absence: pipelines
        cron jobs, world-wide apps
      gap_cv_24h | T4 | condition | ratio | 24h
        coefficient of variation of the logarithms of gaps between active minutes, of 10 or more
        paced pipelines (low)
        cron jobs
      periodicity_24h | T5 | evidence | 0 to 1 | 24h
        how much more often an active minute has another one some 5 to 120 minutes later than 2 minutes before and after that, for the best such time; of 20 active minutes or more
        relay cool-downs, reward-model bursts
        cron jobs
      cooldown_gap_share_24h | T5 | evidence | share | 24h
        gaps of 5, 10 or 30 minutes, of 10 or more gaps above 2 minutes
        relays that pause after errors
        cron jobs
      think_ratio_24h | T7 | condition | log ratio | 24h
        median gap between active minutes over the time to read the mean answer at 300 tokens a minute
        pipelines (low)
        coding agents, evaluation runs
      input_tokens_log_mean_7d | H1* | condition | log1p(tokens) | 7d
        mean of log1p(input tokens)
        trace cleaning
        document back-fills
      input_tokens_log_sd_7d | H2 | condition | log units | 7d
        standard deviation of log1p(input tokens)
        fixed-prompt pipelines (low)
        support bots, judges
      input_spread_strand_7d | H2 | condition | log units | 7d
        the same within the largest strand's sampled calls, of 5 or more; sizes are kept to a quarter of a doubling
        fixed-prompt pipelines (low)
        support bots, judges
      output_tokens_log_mean_7d | H3* | condition | log1p(tokens) | 7d
        mean of log1p(output tokens)
        pipelines, task synthesis
        synthetic-data customers
      output_tokens_log_sd_7d | H3 | condition | log units | 7d
        standard deviation of log1p(output tokens)
        rubric grading (low)
        judges, classifiers
      output_input_log_ratio_7d | H4* | corroboration | log units | 7d
        mean of log1p(output tokens) less mean of log1p(input tokens)
        task synthesis; near 0: trace cleaning
        reasoning models
      max_tokens_saturation_7d | H5 | corroboration | share | 7d
        calls that ask for 90 % or more of the model's output limit, of calls that state both
        fixed-prompt pipelines
        synthetic-data customers
      truncated_share_7d | H5 | corroboration | share | 7d
        answers that a limit of tokens ended, of calls that say how they ended
        pipelines
        synthetic-data customers
      cached_input_share_7d | H6* | corroboration | share | 7d
        input tokens served from the prompt cache, of calls that state both
        rotation (low at high repetition)
        spread keys
      reasoning_token_share_7d | H4 | corroboration | share | 7d
        reasoning tokens of the output tokens of calls that state both
        reasoning extraction
        mathematics, coding
      frame_top_share_7d | C1 | evidence | share | 7d
        largest strand of the sampled calls, frames of public software left out
        fixed-prompt pipelines
        support bots, apps
      known_frame_share_7d | C1 | condition | share | 7d
        sampled calls whose frame is that of public software
        silent relays of coding tools
        coding agents
      frame_entropy_7d | C2 | corroboration | 0 to 1 | 7d
        entropy of strands, normalised by the logarithm of the sampled calls
        fixed-prompt pipelines (low)
        support bots, apps
      body_novelty_7d | C3 | evidence | share | 7d
        distinct bodies among the largest strand's sampled calls that have one
        harvests (every slot is new)
        back-fills, judges
      body_repeat_share_7d | C4 | corroboration | share | 7d
        1 less distinct bodies over bodies, estimated to 13 %, of 30 or more
        best-of-n, probes
        evaluation runs
      topic_entropy_7d | C5 | corroboration | 0 to 1 | 7d
        entropy of the regions of the projection that sampled calls fall in, 64 in all, normalised; of 10 or more
        wide sweeps (high), rewrites and grading (low)
        routers, benchmarks
      affix_top_share_7d | C6 | evidence | share | 7d
        sampled calls whose message begins (behind a system prompt) or ends (without) with the most frequent 24 tokens
        fixed-prompt pipelines
        support bots, elicitation sweeps
      hidden_reasoning_share_7d | K1 | corroboration | share | 7d
        calls that ask to write out hidden reasoning, of calls where it was looked for
        reasoning extraction
        audits, benchmarks, classes
      hidden_reasoning_strand_7d | K1 | corroboration | share | 7d
        the same within the strand that asks most, of strands of 3 or more sampled calls
        hydra accounts
        audits, benchmarks
      rubric_judging_share_7d | K2 | evidence | share | 7d
        calls that have answers judged by a rubric
        rubric grading, trace cleaning
        judges
      rubric_judging_strand_7d | K2 | evidence | share | 7d
        the same within the strand that does it most
        hydra accounts
        judges
      task_synthesis_share_7d | K3 | corroboration | share | 7d
        calls that ask to make up tasks with checkable answers
        task synthesis
        synthetic-data customers, teachers
      task_synthesis_strand_7d | K3 | corroboration | share | 7d
        the same within the strand that does it most
        hydra accounts
        teachers
      rewrite_share_7d | K5 | evidence | share | 7d
        calls that ask for a safe or neutral version
        censorship-safe rewrites
        translation, media, moderation
      rewrite_strand_7d | K5 | evidence | share | 7d
        the same within the strand that does it most
        hydra accounts
        moderation
      agentic_share_7d | K4 | condition | share | 7d
        calls with tool schemas or results, as told by the platform or seen in the prompt
        hydra accounts, silent relays
        coding agents
      new_model_share_7d | K6 | corroboration | share | 7d
        calls of a model within 72 hours of its release, of calls that state it
        pivots at a release
        benchmarks, early adopters
      elicitation_sweep_7d | K7 | evidence | 0 to 1 | 7d
        among sampled calls that ask for hidden reasoning, of 5 or more: distinct frames a call times the share refused
        elicitation sweeps
        red teams
      artefact_foreign_share_7d | K8 | evidence | share | 7d
        submitted reasoning artefacts that were not issued to the account within 7 days, of 4 or more in a coordinated sample
        replay of captured reasoning
        resumed sessions, gateways with many keys
      logprob_share_7d | P1 | evidence | share | 7d
        calls that ask for log probabilities, of calls that say
        logit extraction
        classifiers, benchmarks
      top_logprobs_mean_7d | P1 | evidence | count | 7d
        mean alternatives a token asked for, of calls that say
        logit extraction
        benchmarks
      biased_tokens_log_mean_7d | P2 | evidence | log1p(tokens) | 7d
        mean of log1p(distinct tokens with a bias)
        logit extraction
        classifiers
      one_token_share_7d | P2 | evidence | share | 7d
        calls that ask for at most one token, of calls that set a limit
        logit extraction
        classifiers
      samples_per_body_log_7d | P3 | evidence | log ratio | 7d
        answers drawn over distinct bodies, estimated to 13 %, of 30 bodies or more
        best-of-n
        evaluation runs, self-consistency
      hot_sampling_share_7d | P3 | evidence | share | 7d
        calls at a temperature of 0.7 or more, of calls that set one
        best-of-n
        chat products
      parameter_entropy_7d | P4 | corroboration | 0 to 1 | 7d
        entropy of the tuples of sampling parameters and token limit, normalised; of 10 or more
        elicitation sweeps, randomisers
        benchmarks
      first_turn_share_7d | Q1 | corroboration | share | 7d
        first turns, of calls that state their turn
        single-turn harvests
        support bots, back-fills, judges
      foreign_history_share_7d | Q2 | corroboration | share | 7d
        mean share of assistant history not made here, of calls that state it
        silent relays
        routers, imported chats
      foreign_start_share_7d | Q2 | corroboration | share | 7d
        first turns of which half of the history or more was not made here, of first turns that state it
        silent relays, session hand-over
        routers, imported chats
      address_spread_7d | N1 | condition | share | 7d
        distinct address prefixes a sampled call that has one, of 10 or more
        rotating addresses
        build runners, travellers
      network_spread_7d | N1 | condition | share | 7d
        the same for autonomous systems
        residential proxies
        travellers
      hosted_share_7d | N2 | condition | share | 7d
        calls from hosting providers or VPNs, of calls that say
        relays
        servers, coding agents
      client_entropy_7d | N4 | corroboration | 0 to 1 | 7d
        entropy of the client's TLS and SDK traits over sampled calls, normalised; of 10 or more
        relays that pose as clients
        teams, gateways
      abroad_share_7d | N5 | condition | share | 7d
        sampled calls from another country than that of the sign-up, of calls that state it
        resold and stolen accounts
        travellers, offshore teams
      account_age_log_life | A1 | condition | log1p(days) | life
        days since the sign-up
        account farms (low)
        all new users
      verification_level_life | A1 | condition | level 0 to 5 | life
        how well the platform knows the holder
        account farms (low)
        all new users
      disposable_email_life | A2 | corroboration | 0 or 1 | life
        whether the sign-up's address was disposable
        account farms
        careful users
      virtual_card_life | A3 | corroboration | 0 or 1 | life
        whether the newest instrument is a virtual card
        account farms, transfer stations
        corporate cards
      instruments_log_life | A3 | condition | log1p(instruments) | life
        instruments seen last, at most 16
        card rotation
        companies
      volume_break_3d | A4 | corroboration | log ratio | 3d
        mean calls a day in 3 days over the median day of the 25 before; from 14 days of life on
        bought and stolen accounts
        new projects
      dormancy_days_28d | A4 | corroboration | days | 28d
        longest run of days without a call between two with one; from 14 days of life on
        bought accounts
        holidays
      frame_break_3d | A4 | corroboration | share | 3d
        sampled calls with a system prompt that no call of the 4 days before had
        bought and stolen accounts
        new projects
      address_break_3d | A4 | corroboration | share | 3d
        sampled calls from address prefixes that no sampled call of the 4 days before came from
        bought and stolen accounts
        travellers
      refusal_share_7d | B1* | corroboration | share | 7d
        refused calls, of calls that say
        elicitation sweeps
        red teams
      safety_share_7d | B1* | corroboration | share | 7d
        calls that a safety check fired on, of calls that say
        elicitation sweeps, rewrites
        red teams
      throttled_share_7d | B2 | condition | share | 7d
        calls with status 429
        loud scraper
        naive clients
      blocked_share_7d | B2 | condition | share | 7d
        calls with status 403
        banned pools
        misconfigured clients
      throttle_defiance_24h | B2 | condition | share | 24h
        minutes with a status 429 that a call in the next minute followed
        loud scraper
        naive clients
      """;

  private static final int LINES = 4;
  private static final List<Feature> FEATURES = parse(TABLE.lines().toList());
  private static final List<String> NAMES = FEATURES.stream().map(Feature::name).toList();
  private static final Map<String, Integer> PLACES = places();
  private static final String FINGERPRINT = digest();

  private FeatureCatalogue() {}

  public static int size() {
    return FEATURES.size();
  }

  public static List<Feature> features() {
    return FEATURES;
  }

  public static List<String> names() {
    return NAMES;
  }

  /** SHA-256 over the definitions, in lower-case hex. */
  public static String fingerprint() {
    return FINGERPRINT;
  }

  /** The place of a feature. Throws IllegalArgumentException for an unknown name. */
  public static int indexOf(String name) {
    Integer place = PLACES.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no feature is called " + name);
    }
    return place;
  }

  private static List<Feature> parse(List<String> lines) {
    List<Feature> features = new ArrayList<>();
    for (int at = 0; at < lines.size(); at += LINES) {
      String[] head = lines.get(at).split(" \\| ", -1);
      String code = head[1].replace("*", "");
      features.add(
          new Feature(
              head[0],
              code,
              Feature.Use.valueOf(head[2].toUpperCase(Locale.ROOT)),
              !code.equals(head[1]),
              head[3],
              head[4],
              lines.get(at + 1).strip(),
              lines.get(at + 2).strip(),
              lines.get(at + 3).strip()));
    }
    return List.copyOf(features);
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (String name : NAMES) {
      if (places.put(name, places.size()) != null) {
        throw new IllegalStateException("two features are called " + name);
      }
    }
    return Map.copyOf(places);
  }

  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Feature feature : FEATURES) {
        String line =
            String.join(
                "\t", feature.name(), feature.unit(), feature.window(), feature.definition());
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
