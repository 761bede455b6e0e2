package io.stillwatch.simulator.play;

import io.stillwatch.sketch.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks, and what it gets. The defaults are those of a plain question. Fields that are
 * null are not said by the caller; whether the platform reports a field at all is the gateway's
 * business, not the task's.
 */
public final class Ask {
  public Prompt prompt = new Prompt(null, List.of());

  /** Tokens that the platform counted: the prompt with its history and documents. */
  public int inputTokens = 50;

  public int outputTokens = 200;
  public int reasoningTokens;
  public int cachedTokens;
  public @Nullable Integer maxTokens;
  public @Nullable Double temperature;
  public @Nullable Double topP;
  public int samples = 1;
  public boolean logProbabilities;
  public int topLogProbabilities;
  public int biasedTokens;
  public int toolSchemas;
  public int toolResults;
  public boolean streaming;
  public boolean refused;
  public boolean flagged;
  public boolean truncated;

  /** The part of the assistant's messages that was not made here, 0 to 1. */
  public double foreignHistory;

  public List<String> issuedArtefacts = new ArrayList<>();
  public List<String> submittedArtefacts = new ArrayList<>();

  /** Days after a release until calls of this kind move; null: the account's patience. */
  public @Nullable Double patience;

  /** Whether the account's small model answers; else its large one. */
  public boolean small;

  /** Whether it has a manner: else the account's is added. */
  boolean mannered;
}
