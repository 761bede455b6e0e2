package io.stillwatch.rim;

import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.TokenSeed;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that both services know.
 *
 * @param clock {@code system}, or {@code events} to play old files as if they were today
 * @param allowPlaintext whether a server may listen beyond loopback without TLS, because something
 *     in front of it has it
 * @param blockingThreads threads for calls that wait for the database
 */
@ConfigurationProperties("stillwatch")
public record RimSettings(
    @DefaultValue("system") ServiceClock.Source clock,
    @DefaultValue("false") boolean allowPlaintext,
    @DefaultValue("16") int blockingThreads,
    @DefaultValue Tokens tokens) {
  public RimSettings {
    if (blockingThreads < 1) {
      throw new IllegalArgumentException(
          "stillwatch.blocking-threads is below 1: " + blockingThreads);
    }
  }

  /**
   * Settings of tokens.
   *
   * @param refresh how often a replica looks for tokens that another made or revoked
   * @param seeds tokens that are put into the table at start
   */
  public record Tokens(@DefaultValue("2s") Duration refresh, @DefaultValue List<TokenSeed> seeds) {}
}
