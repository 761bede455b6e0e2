package io.stillwatch.trainer;

import io.grpc.Channel;
import io.stillwatch.detector.bundle.SigningKey;

/**
 * What a {@link Night} and an {@link Hour} work with. The channel to the feature service needs a
 * token with the scopes {@code read} and {@code publish}, the one to the model service {@code
 * read}, {@code publish} and {@code admin}.
 *
 * @param baselines where baseline days come from
 */
record Services(
    ClosedDayVectors features,
    BaselineSource baselines,
    KnownNetworks networks,
    ModelRegistry models,
    FollowedNetworks followed,
    SigningKey key) {
  /** Baseline days are read anew. */
  static Services of(Channel featureService, Channel modelService, SigningKey key) {
    return of(featureService, modelService, key, new ClosedDayVectors(featureService)::baseline);
  }

  static Services of(
      Channel featureService, Channel modelService, SigningKey key, BaselineSource baselines) {
    return new Services(
        new ClosedDayVectors(featureService),
        baselines,
        new KnownNetworks(modelService),
        new ModelRegistry(modelService),
        new FollowedNetworks(featureService),
        key);
  }
}
