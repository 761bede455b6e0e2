package io.stillwatch.modelservice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the model service, {@code stillwatch.models.*}. The defaults run on a laptop; only
 * trusted keys must be named.
 *
 * @param trustedKeys PEM files of the Ed25519 public keys whose models are believed; at least one
 * @param evidenceKey a PEM file of the Ed25519 private key that signs evidence packs, its public
 *     key beside it as {@code NAME.pub}; none: no network can be exported
 * @param featureService where vectors come from
 * @param championPoll how often a replica looks whether another made a model the champion
 * @param writeEvery how often changed verdicts are stored for the next start
 * @param maxModelBytes the longest model file that may be published
 * @param hourlyKept how long the file of an hourly model is kept that neither judges nor did before
 */
@ConfigurationProperties("stillwatch.models")
public record ModelServiceSettings(
    @DefaultValue List<Path> trustedKeys,
    @Nullable Path evidenceKey,
    @DefaultValue FeatureService featureService,
    @DefaultValue("1s") Duration championPoll,
    @DefaultValue("1s") Duration writeEvery,
    @DefaultValue("268435456") long maxModelBytes,
    @DefaultValue("24h") Duration hourlyKept) {
  public ModelServiceSettings {
    if (trustedKeys.isEmpty()) {
      throw new IllegalArgumentException(
          "stillwatch.models.trusted-keys names no public key: no model could ever be published");
    }
    refuseBelowOneMillisecond("champion-poll", championPoll);
    refuseBelowOneMillisecond("write-every", writeEvery);
    refuseBelowOneMillisecond("hourly-kept", hourlyKept);
    if (maxModelBytes < 1) {
      throw new IllegalArgumentException(
          "stillwatch.models.max-model-bytes is below 1: " + maxModelBytes);
    }
  }

  /**
   * How the feature service is reached.
   *
   * @param target such as {@code 127.0.0.1:9091} or {@code dns:///features.example:9091}
   * @param token a bearer token of the feature service with the scope "read"
   * @param sslBundle the Spring SSL bundle to trust and to show; empty: plaintext, on this machine
   *     only
   * @param longestPause the longest wait before a broken stream is tried again
   * @param silence a stream that says nothing for so long is taken for broken
   */
  public record FeatureService(
      @DefaultValue("127.0.0.1:9091") String target,
      @DefaultValue("") String token,
      @DefaultValue("") String sslBundle,
      @DefaultValue("5s") Duration longestPause,
      @DefaultValue("30s") Duration silence) {
    public FeatureService {
      if (target.isBlank()) {
        throw new IllegalArgumentException("stillwatch.models.feature-service.target is empty");
      }
      refuseBelowOneMillisecond("feature-service.longest-pause", longestPause);
      refuseBelowOneMillisecond("feature-service.silence", silence);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "the feature service at " + target;
    }
  }

  private static void refuseBelowOneMillisecond(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(
          "stillwatch.models." + name + " is below a millisecond: " + value);
    }
  }
}
