package io.stillwatch.features;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What docs/features.md says of features, worked out from all calls of an account: slowly, and one
 * feature after the other. Holds for accounts of up to 16 calls a day, which are sampled whole, and
 * for frames that are equal or not near.
 */
final class Definitions {
  private static final double NONE = Double.NaN;

  private final List<UsageEvent> all;
  private final List<UsageEvent> week;
  private final long now;
  private final long today;
  private final String home;
  private final LongPredicate known;

  /** Active minutes of the last 24 hours, ascending. */
  private final long[] minutes;

  Definitions(List<UsageEvent> all, String home, LongPredicate known, Instant asOf) {
    this.all = all;
    this.home = home;
    this.known = known;
    this.now = asOf.getEpochSecond();
    this.today = Math.floorDiv(now, 86_400);
    this.week = all.stream().filter(call -> day(call) > today - 7).toList();
    this.minutes = minutes(call -> true).stream().mapToLong(minute -> minute).toArray();
  }

  private static long seconds(UsageEvent call) {
    return call.eventTime().getEpochSecond();
  }

  private static long day(UsageEvent call) {
    return Math.floorDiv(seconds(call), 86_400);
  }

  private SortedSet<Long> minutes(Predicate<UsageEvent> which) {
    return all.stream()
        .filter(which)
        .map(call -> Math.floorDiv(seconds(call), 60))
        .filter(minute -> minute > Math.floorDiv(now, 60) - 1_440)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    List<UsageEvent> lastHours =
        all.stream()
            .filter(call -> Math.floorDiv(seconds(call), 3_600) > Math.floorDiv(now, 3_600) - 24)
            .toList();
    values.put("requests_24h_log", Math.log1p(lastHours.size()));
    values.put("output_tokens_24h_log", Math.log1p(sum(lastHours, call -> call.tokens().output())));
    values.put("requests_7d_log", Math.log1p(week.size()));
    if (week.size() >= 30) {
      volume(values);
      tempo(values);
      tokens(values);
      content(values);
      capability(values);
      sampling(values);
      sessionAndPlace(values);
      friction(values);
      breaks(values);
    }
    return values;
  }

  private void volume(Map<String, Double> values) {
    values.put("active_days_28d", (double) days(28).size());
    long first = day(all.get(0));
    Map<Long, Long> days = days(28);
    double most = days.values().stream().mapToLong(calls -> calls).max().orElse(0);
    values.put(
        "ramp_days_28d",
        first <= today - 28
            ? NONE
            : days.entrySet().stream()
                    .filter(one -> one.getValue() >= most / 2)
                    .mapToLong(Map.Entry::getKey)
                    .min()
                    .orElse(0)
                - first);
    List<UsageEvent> limited =
        week.stream()
            .filter(call -> call.limits().rateUsed() != null && call.limits().rateAllowed() != null)
            .filter(call -> call.limits().rateAllowed() > 0)
            .toList();
    values.put(
        "limit_hug_share_7d",
        share(limited, call -> used(call) >= 0.8 && call.outcome().status() != 429));
    Map<Long, Double> hours = new HashMap<>();
    for (UsageEvent call : limited) {
      double hundredths = Math.floor(100 * used(call) + 1e-9);
      hours.merge(Math.floorDiv(seconds(call), 3_600), Math.min(2, hundredths / 100), Math::max);
    }
    double[] ascending = hours.values().stream().mapToDouble(most1 -> most1).sorted().toArray();
    values.put(
        "limit_utilisation_p95_7d",
        ascending.length == 0 ? NONE : ascending[(int) Math.ceil(0.95 * ascending.length) - 1]);
  }

  private static double used(UsageEvent call) {
    return (double) call.limits().rateUsed() / call.limits().rateAllowed();
  }

  /** Calls by day of the last so many. */
  private Map<Long, Long> days(int count) {
    return all.stream()
        .filter(call -> day(call) > today - count)
        .collect(Collectors.groupingBy(Definitions::day, TreeMap::new, Collectors.counting()));
  }

  private void tempo(Map<String, Double> values) {
    long begin = (today - 6) * 144;
    int slots = (int) (Math.floorDiv(now, 600) - begin + 1);
    boolean[] active = new boolean[slots];
    week.forEach(call -> active[(int) (Math.floorDiv(seconds(call), 600) - begin)] = true);
    int busy = 0;
    int idle = 0;
    int longest = 0;
    for (boolean slot : active) {
      busy += slot ? 1 : 0;
      idle = slot ? 0 : idle + 1;
      longest = Math.max(longest, idle);
    }
    values.put("active_share_7d", (double) busy / slots);
    values.put("longest_idle_7d", longest / 6.0);
    double angle = 2 * Math.PI / 24;
    double cosine = sum(week, call -> Math.cos(angle * Math.floorMod(hour(call), 24)));
    double sine = sum(week, call -> Math.sin(angle * Math.floorMod(hour(call), 24)));
    values.put("diurnal_amplitude_7d", Math.hypot(cosine, sine) / week.size());
    gaps(values);
    values.put("periodicity_24h", periodicity());
  }

  private static long hour(UsageEvent call) {
    return Math.floorDiv(seconds(call), 3_600);
  }

  private void gaps(Map<String, Double> values) {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < minutes.length; i++) {
      gaps.add((double) (minutes[i] - minutes[i - 1]));
    }
    List<Double> logs = gaps.stream().map(gap -> Math.log(gap + 1)).toList();
    boolean enough = gaps.size() >= 10;
    values.put("gap_cv_24h", enough ? deviation(logs) / mean(logs) : NONE);
    List<Double> pauses = gaps.stream().filter(gap -> gap > 2).toList();
    double cool = pauses.stream().filter(gap -> gap == 5 || gap == 10 || gap == 30).count();
    values.put("cooldown_gap_share_24h", pauses.size() < 10 ? NONE : cool / pauses.size());
    double answer = Math.expm1(mean(logs(week, call -> call.tokens().output())));
    double median = enough ? gaps.stream().sorted().toList().get(gaps.size() / 2) : NONE;
    values.put("think_ratio_24h", Math.log(median / (Math.max(1, answer) / 300)));
  }

  private double periodicity() {
    if (minutes.length < 20) {
      return NONE;
    }
    Set<Long> active = LongStream.of(minutes).boxed().collect(Collectors.toSet());
    long length = minutes[minutes.length - 1] - minutes[0] + 1;
    double span = (double) length;
    double best = 0;
    for (int lag = 5; lag <= Math.min(120, length / 3); lag++) {
      double beside = Math.max(met(active, lag - 2, span), met(active, lag + 2, span));
      best = Math.max(best, met(active, lag, span) - beside);
    }
    return Math.min(1, best);
  }

  /** How often an active minute has another so much later, of those that can have one. */
  private static double met(Set<Long> active, int lag, double length) {
    double met = active.stream().filter(minute -> active.contains(minute + lag)).count();
    return met / (active.size() * (1 - lag / length));
  }

  private void tokens(Map<String, Double> values) {
    List<Double> input = logs(week, call -> call.tokens().input());
    List<Double> output = logs(week, call -> call.tokens().output());
    values.put("input_tokens_log_mean_7d", mean(input));
    values.put("input_tokens_log_sd_7d", deviation(input));
    values.put("output_tokens_log_mean_7d", mean(output));
    values.put("output_tokens_log_sd_7d", deviation(output));
    values.put("output_input_log_ratio_7d", mean(output) - mean(input));
    List<UsageEvent> limited =
        week.stream()
            .filter(call -> call.limits().maxTokens() != null)
            .filter(call -> call.limits().modelOutput() != null && call.limits().modelOutput() > 0)
            .toList();
    values.put(
        "max_tokens_saturation_7d",
        share(
            limited, call -> 10L * call.limits().maxTokens() >= 9L * call.limits().modelOutput()));
    values.put("truncated_share_7d", told(call -> call.outcome().truncated()));
    values.put(
        "cached_input_share_7d",
        part(call -> call.tokens().cachedInput(), call -> call.tokens().input()));
    values.put(
        "reasoning_token_share_7d",
        part(call -> call.tokens().reasoning(), call -> call.tokens().output()));
  }

  /** A part of the tokens, of calls that state both. */
  private double part(
      Function<UsageEvent, @Nullable Integer> part, Function<UsageEvent, @Nullable Integer> whole) {
    List<UsageEvent> both =
        week.stream()
            .filter(call -> part.apply(call) != null && whole.apply(call) != null)
            .toList();
    double some = sum(both, call -> Math.min(part.apply(call), whole.apply(call)));
    double all = sum(both, call -> whole.apply(call));
    return all == 0 ? NONE : some / all;
  }

  /** Calls by strand, the largest first and then by the frame. */
  private List<List<UsageEvent>> strands() {
    Map<Long, List<UsageEvent>> strands =
        framed()
            .filter(call -> !known.test(call.content().frameKey()))
            .collect(
                Collectors.groupingBy(
                    call -> call.content().frameKey(), TreeMap::new, Collectors.toList()));
    List<List<UsageEvent>> largest = new ArrayList<>(strands.values());
    largest.sort((one, other) -> Integer.compare(other.size(), one.size()));
    return largest;
  }

  private Stream<UsageEvent> framed() {
    return week.stream().filter(call -> call.content() != null && call.content().frameKey() != 0);
  }

  private void content(Map<String, Double> values) {
    double calls = week.size();
    List<List<UsageEvent>> strands = strands();
    boolean framed = framed().findAny().isPresent();
    List<Long> bodies =
        strands.isEmpty()
            ? List.of()
            : strands.get(0).stream()
                .map(call -> call.content().body())
                .filter(body -> body != 0)
                .toList();
    values.put(
        "frame_top_share_7d",
        framed ? (strands.isEmpty() ? 0 : strands.get(0).size()) / calls : NONE);
    values.put(
        "known_frame_share_7d",
        framed
            ? framed().filter(call -> known.test(call.content().frameKey())).count() / calls
            : NONE);
    double entropy =
        -strands.stream()
            .mapToDouble(strand -> strand.size() / calls * Math.log(strand.size() / calls))
            .sum();
    values.put("frame_entropy_7d", framed ? entropy / Math.log(calls) : NONE);
    values.put(
        "body_novelty_7d",
        bodies.isEmpty() ? NONE : (double) new HashSet<>(bodies).size() / bodies.size());
    List<Integer> topics =
        week.stream()
            .filter(call -> call.content() != null && call.content().topic() >= 0)
            .map(call -> call.content().topic())
            .toList();
    values.put(
        "topic_entropy_7d",
        topics.size() < 10 ? NONE : entropy(topics, Math.min(64, topics.size())));
  }

  private void capability(Map<String, Double> values) {
    Map.of(
            "hidden_reasoning", Intent.HIDDEN_REASONING,
            "rubric_judging", Intent.RUBRIC_JUDGING,
            "task_synthesis", Intent.TASK_SYNTHESIS,
            "rewrite", Intent.REWRITE)
        .forEach(
            (name, intent) -> {
              values.put(name + "_share_7d", share(looked(week), call -> shows(call, intent)));
              values.put(
                  name + "_strand_7d",
                  strands().stream()
                      .filter(strand -> strand.size() >= 3)
                      .mapToDouble(strand -> share(looked(strand), call -> shows(call, intent)))
                      .filter(share -> !Double.isNaN(share))
                      .max()
                      .orElse(NONE));
            });
    double told = told(call -> call.session().tools());
    double seen = share(looked(week), call -> shows(call, Intent.AGENTIC));
    values.put(
        "agentic_share_7d",
        Double.isNaN(told) ? seen : Double.isNaN(seen) ? told : Math.max(told, seen));
    values.put(
        "new_model_share_7d",
        share(
            week.stream().filter(call -> call.model().releasedAt() != null).toList(),
            call ->
                call.eventTime().toEpochMilli() - call.model().releasedAt().toEpochMilli()
                    < 72L * 3_600_000));
    List<UsageEvent> asking =
        week.stream().filter(call -> shows(call, Intent.HIDDEN_REASONING)).toList();
    double frames = asking.stream().map(call -> call.content().frameKey()).distinct().count();
    double refused = share(asking, call -> Boolean.TRUE.equals(call.outcome().refused()));
    values.put("elicitation_sweep_7d", asking.size() < 5 ? NONE : frames / asking.size() * refused);
  }

  private static List<UsageEvent> looked(List<UsageEvent> calls) {
    return calls.stream()
        .filter(call -> call.content() != null && call.content().intents() >= 0)
        .toList();
  }

  private static boolean shows(UsageEvent call, Intent intent) {
    return call.content() != null
        && call.content().intents() >= 0
        && (call.content().intents() & intent.bit()) != 0;
  }

  private void sampling(Map<String, Double> values) {
    List<UsageEvent> saying =
        week.stream().filter(call -> call.sampling().logProbabilities() != null).toList();
    values.put("logprob_share_7d", told(call -> call.sampling().logProbabilities()));
    values.put(
        "top_logprobs_mean_7d",
        saying.isEmpty()
            ? NONE
            : sum(saying, call -> call.sampling().topLogProbabilities()) / saying.size());
    double biased =
        logs(week, call -> call.sampling().biasedTokens()).stream().mapToDouble(log -> log).sum();
    values.put("biased_tokens_log_mean_7d", biased / week.size());
    values.put(
        "one_token_share_7d",
        share(
            week.stream().filter(call -> call.limits().maxTokens() != null).toList(),
            call -> call.limits().maxTokens() <= 1));
    values.put(
        "hot_sampling_share_7d",
        share(
            week.stream().filter(call -> call.sampling().temperature() != null).toList(),
            call -> call.sampling().temperature() >= 0.7));
    values.put(
        "parameter_entropy_7d",
        entropy(
            week.stream()
                .map(
                    call ->
                        Arrays.asList(
                            call.sampling().temperature(),
                            call.sampling().topP(),
                            call.sampling().samples(),
                            Boolean.TRUE.equals(call.sampling().logProbabilities()),
                            call.limits().maxTokens()))
                .toList(),
            week.size()));
  }

  private void sessionAndPlace(Map<String, Double> values) {
    values.put(
        "first_turn_share_7d",
        share(
            week.stream().filter(call -> call.session().turn() != null).toList(),
            call -> call.session().turn() == 1));
    List<UsageEvent> stated =
        week.stream().filter(call -> call.session().foreignHistoryShare() != null).toList();
    values.put(
        "foreign_history_share_7d",
        stated.isEmpty()
            ? NONE
            : sum(stated, call -> call.session().foreignHistoryShare()) / stated.size());
    values.put(
        "foreign_start_share_7d",
        share(
            stated.stream()
                .filter(call -> call.session().turn() != null && call.session().turn() == 1)
                .toList(),
            call -> call.session().foreignHistoryShare() >= 0.5));
    values.put("hosted_share_7d", told(call -> call.client().hosted()));
    values.put("address_spread_7d", spread(call -> call.client().addressPrefixToken()));
    values.put(
        "network_spread_7d",
        spread(call -> call.client().asn() == null ? "" : "AS" + call.client().asn()));
    List<String> clients =
        week.stream().map(call -> call.client().token()).filter(token -> !token.isEmpty()).toList();
    values.put("client_entropy_7d", clients.size() < 10 ? NONE : entropy(clients, clients.size()));
    values.put(
        "abroad_share_7d",
        home.isEmpty()
            ? NONE
            : share(
                week.stream().filter(call -> !call.client().country().isEmpty()).toList(),
                call -> !call.client().country().equals(home)));
  }

  private double spread(Function<UsageEvent, String> place) {
    List<String> places = week.stream().map(place).filter(one -> !one.isEmpty()).toList();
    return places.size() < 10 ? NONE : (double) new HashSet<>(places).size() / places.size();
  }

  private void friction(Map<String, Double> values) {
    values.put("refusal_share_7d", told(call -> call.outcome().refused()));
    values.put("safety_share_7d", told(call -> call.outcome().safetyFlagged()));
    values.put("throttled_share_7d", share(week, call -> call.outcome().status() == 429));
    values.put("blocked_share_7d", share(week, call -> call.outcome().status() == 403));
    Set<Long> throttled = minutes(call -> call.outcome().status() == 429);
    Set<Long> active = minutes(call -> true);
    values.put(
        "throttle_defiance_24h",
        throttled.isEmpty()
            ? NONE
            : (double) throttled.stream().filter(minute -> active.contains(minute + 1)).count()
                / throttled.size());
  }

  private void breaks(Map<String, Double> values) {
    long first = day(all.get(0));
    boolean lived = first <= today - 14;
    values.put("volume_break_3d", lived ? volumeBreak(Math.max(first, today - 27)) : NONE);
    long longest = 0;
    long last = Math.max(first, today - 28);
    for (long day : days(28).keySet()) {
      longest = Math.max(longest, day - last - 1);
      last = day;
    }
    values.put("dormancy_days_28d", lived ? (double) longest : NONE);
    values.put(
        "frame_break_3d",
        newcomers(
            framed()
                .filter(call -> call.content().framed() && !known.test(call.content().frameKey()))
                .toList(),
            call -> call.content().frameKey()));
    values.put(
        "address_break_3d",
        newcomers(
            week.stream().filter(call -> !call.client().addressPrefixToken().isEmpty()).toList(),
            call -> call.client().addressPrefixToken()));
  }

  private double volumeBreak(long from) {
    Map<Long, Long> days = days(28);
    List<Long> before = new ArrayList<>();
    for (long day = from; day <= today - 3; day++) {
      before.add(days.getOrDefault(day, 0L));
    }
    double late = days(3).values().stream().mapToLong(calls -> calls).sum();
    return Math.log1p(late / 3)
        - Math.log1p(before.stream().sorted().toList().get(before.size() / 2));
  }

  /** Of the last 3 days' calls, those with what no call of the days before had. */
  private double newcomers(List<UsageEvent> calls, Function<UsageEvent, Object> what) {
    Set<Object> before =
        calls.stream().filter(call -> day(call) <= today - 3).map(what).collect(Collectors.toSet());
    List<UsageEvent> late = calls.stream().filter(call -> day(call) > today - 3).toList();
    return before.isEmpty() ? NONE : share(late, call -> !before.contains(what.apply(call)));
  }

  private double told(Function<UsageEvent, @Nullable Boolean> fact) {
    return share(
        week.stream().filter(call -> fact.apply(call) != null).toList(),
        call -> Boolean.TRUE.equals(fact.apply(call)));
  }

  private static double share(List<UsageEvent> of, Predicate<UsageEvent> which) {
    return of.isEmpty() ? NONE : (double) of.stream().filter(which).count() / of.size();
  }

  private static double sum(List<UsageEvent> calls, Function<UsageEvent, @Nullable Number> what) {
    return calls.stream()
        .map(what)
        .mapToDouble(number -> number == null ? 0 : number.doubleValue())
        .sum();
  }

  private static List<Double> logs(
      List<UsageEvent> calls, Function<UsageEvent, @Nullable Integer> what) {
    return calls.stream().map(what).filter(one -> one != null).map(one -> Math.log1p(one)).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(NONE);
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    ToDoubleFunction<Double> square = value -> (value - mean) * (value - mean);
    return Math.sqrt(values.stream().mapToDouble(square).average().orElse(NONE));
  }

  private static double entropy(Collection<?> things, int most) {
    double all = things.size();
    double bits =
        things.stream()
            .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
            .values()
            .stream()
            .mapToDouble(count -> -count / all * Math.log(count / all))
            .sum();
    return bits / Math.log(most);
  }
}
