package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;

/** Group H: the shape of calls in tokens. */
final class TokenFeatures {
  private static final int LEAST_CALLS = 5;

  private TokenFeatures() {}

  static void set(Values values, Week week, Strands strands) {
    double input = mean(week, Sum.INPUT_LOG, Sum.INPUT_COUNT);
    double output = mean(week, Sum.OUTPUT_LOG, Sum.OUTPUT_COUNT);
    values.set("input_tokens_log_mean_7d", input);
    values.set(
        "input_tokens_log_sd_7d", deviation(week, input, Sum.INPUT_LOG_SQUARE, Sum.INPUT_COUNT));
    if (!strands.byShare().isEmpty()) {
      values.set("input_spread_strand_7d", strands.byShare().get(0).inputSpread(LEAST_CALLS));
    }
    values.set("output_tokens_log_mean_7d", output);
    values.set(
        "output_tokens_log_sd_7d",
        deviation(week, output, Sum.OUTPUT_LOG_SQUARE, Sum.OUTPUT_COUNT));
    values.set("output_input_log_ratio_7d", output - input);
    values.set(
        "max_tokens_saturation_7d", week.ratio(Sum.MAX_TOKENS_SATURATED, Sum.MAX_TOKENS_COUNT));
    values.set("truncated_share_7d", week.ratio(Sum.TRUNCATED, Sum.TRUNCATED_COUNT));
    values.set("cached_input_share_7d", week.ratio(Sum.CACHED_TOKENS, Sum.INPUT_TOKENS));
    values.set(
        "reasoning_token_share_7d", week.ratio(Sum.REASONING_TOKENS, Sum.REASONED_OUTPUT_TOKENS));
  }

  private static double mean(Week week, Sum sum, Sum count) {
    return week.ratio(sum, count) / DayPane.FIXED;
  }

  private static double deviation(Week week, double mean, Sum squares, Sum count) {
    return Math.sqrt(Math.max(0, mean(week, squares, count) - mean * mean));
  }
}
