package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.LinkFamily;
import java.util.function.Predicate;

/**
 * The indicators of the agencies' advisory AA26-251A (CISA, NSA and FBI, 8 September 2026) as far
 * as a vector shows them, each with a threshold of ours that was fixed before anything was scored.
 * Each has everyday causes; that is why they are a baseline.
 */
@SuppressWarnings("ImmutableEnumChecker") // The rules are lambdas that capture nothing.
enum AdvisoryRule {
  /** No prices are reported; a million output tokens a week cost several small plans' fees. */
  USAGE_BEYOND_SUBSCRIPTION(
      "anomalous subscription-to-usage ratios",
      account -> account.isBelowEnterprise() && account.vector().outputTokens7d() >= 1_000_000),

  /** A call in every 86 seconds, day and night. */
  ENTERPRISE_THROUGHPUT(
      "enterprise-scale throughput patterns on non-enterprise plans",
      account ->
          account.isBelowEnterprise()
              && account.atLeast("requests_24h_log", StrictMath.log1p(1000))),

  /** An account in its first 28 days that reached half of its largest day within two days. */
  IMMEDIATE_MAXIMUM_USAGE(
      "new subscriptions immediately at maximum usage as opposed to gradual adoption",
      account ->
          account.atMost("account_age_log_life", StrictMath.log1p(28))
              && account.atMost("ramp_days_28d", 2)),

  /** The longest silence of a week is shorter than a night's sleep. */
  NO_IDLE_PERIODS(
      "24/7 sustained usage without human variation or idle periods",
      account -> account.atMost("longest_idle_7d", 4)),

  /** More than a home, an office and a telephone. */
  SEVERAL_ADDRESSES(
      "shared accounts from multiple IPs", account -> account.keys(LinkFamily.ADDRESS) >= 4),

  SEVERAL_CLIENTS(
      "shared accounts from multiple user agents", account -> account.keys(LinkFamily.CLIENT) >= 3),

  /** Calls whose clients do not show: relayed through hosts, with histories from elsewhere. */
  OBFUSCATED_METADATA(
      "aggregators that automatically obfuscate user metadata",
      account ->
          account.atLeast("hosted_share_7d", 0.9)
              && account.atLeast("foreign_history_share_7d", 0.2)),

  /** A tenth of all calls, or half of those with one frame. */
  ASKS_FOR_REASONING(
      "prompts asking for the reasoning behind a completed response",
      account ->
          account.atLeast("hidden_reasoning_share_7d", 0.1)
              || account.atLeast("hidden_reasoning_strand_7d", 0.5)),

  /** One call in a hundred answered 403 or 429, and three keys or addresses to go on with. */
  FAILOVER_ON_BLOCKING(
      "automated failover between pathways during blocking attempts",
      account ->
          account.pathways() >= 3
              && (account.atLeast("blocked_share_7d", 0.01)
                  || account.atLeast("throttled_share_7d", 0.01))),

  /** The advisory says 24 hours; the feature knows 72. */
  REDIRECT_TO_NEW_MODEL(
      "redirect to a new model within 24 hours of its launch",
      account -> account.atLeast("new_model_share_7d", 0.2)),

  QUALITY_EVALUATION(
      "quality-evaluation frameworks that detect defensive countermeasures",
      account ->
          account.atLeast("rubric_judging_share_7d", 0.2)
              || account.atLeast("rubric_judging_strand_7d", 0.5)),

  /** Three units that pay with one instrument, or signed up in one hour with alike addresses. */
  ALIKE_REGISTRATIONS(
      "similar registration details and payment methods",
      account ->
          account.unitsSharing(LinkFamily.INSTRUMENT) >= 3 || account.unitsSignedUpAlike() >= 3),

  /** A frame that is not public software's, in the traffic of twenty units. */
  ALIKE_PROMPTS(
      "identical or similar prompt texts", account -> account.unitsSharing(LinkFamily.FRAME) >= 20);

  private final String indicator;
  private final Predicate<AdvisedAccount> rule;

  AdvisoryRule(String indicator, Predicate<AdvisedAccount> rule) {
    this.indicator = indicator;
    this.rule = rule;
  }

  /** What the advisory calls it, or nearly so. */
  String indicator() {
    return indicator;
  }

  boolean fires(AdvisedAccount account) {
    return rule.test(account);
  }
}
