package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.DayPane.Sum;
import io.stillwatch.features.Sample.Column;

/** Group N: from where and with what calls come. */
final class PlaceFeatures {
  private static final int LEAST_CALLS = 10;

  private PlaceFeatures() {}

  static void set(Values values, Week week, Strands strands, AccountState state) {
    values.set("address_spread_7d", strands.distinctShare(Column.ADDRESS, LEAST_CALLS));
    values.set("network_spread_7d", strands.distinctShare(Column.NETWORK, LEAST_CALLS));
    values.set("hosted_share_7d", week.ratio(Sum.HOSTED, Sum.HOSTED_COUNT));
    values.set("client_entropy_7d", strands.entropy(Column.CLIENT, LEAST_CALLS));
    Latest<String> signedUp = state.facts[Fact.SIGNED_UP.ordinal()];
    if (signedUp != null && !signedUp.value().isEmpty()) {
      values.set("abroad_share_7d", abroad(strands, DayPane.token(signedUp.value())));
    }
  }

  private static double abroad(Strands strands, long home) {
    double all = 0;
    double abroad = 0;
    for (SampledCall call : strands.calls()) {
      long country = call.get(Column.COUNTRY);
      all += country == 0 ? 0 : call.weight();
      abroad += country == 0 || country == home ? 0 : call.weight();
    }
    return all == 0 ? Double.NaN : Math.min(1, abroad / all);
  }
}
