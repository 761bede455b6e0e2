package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import io.stillwatch.features.Sample.Column;

/** Group P: how answers are asked to be drawn. */
final class SamplingFeatures {
  private static final int LEAST_CALLS = 10;

  private SamplingFeatures() {}

  static void set(Values values, Week week, Strands strands) {
    values.set("logprob_share_7d", week.ratio(Sum.LOG_PROBABILITIES, Sum.LOG_PROBABILITIES_COUNT));
    values.set(
        "top_logprobs_mean_7d", week.ratio(Sum.TOP_LOG_PROBABILITIES, Sum.LOG_PROBABILITIES_COUNT));
    values.set(
        "biased_tokens_log_mean_7d",
        (double) week.sum(Sum.BIASED_TOKENS_LOG) / week.requests() / DayPane.FIXED);
    values.set("one_token_share_7d", week.ratio(Sum.ASKED_ONE_TOKEN, Sum.ASKED_TOKENS_COUNT));
    values.set("hot_sampling_share_7d", week.ratio(Sum.HOT_TEMPERATURE, Sum.TEMPERATURE_COUNT));
    values.set("parameter_entropy_7d", strands.entropy(Column.PARAMETERS, LEAST_CALLS));
  }
}
