package io.stillwatch.sketch;

import org.jspecify.annotations.Nullable;

/** All that is hashed under one key. Immutable, safe for any number of threads. */
final class Hashing {
  private static final int MAX_SYSTEM_TOKENS = 512;

  private final SketchKey key;
  private final SipHash tokenHash;
  private final SipHash affixHash;
  private final MinHash frame;
  private final MinHash body;

  Hashing(SketchKey key) {
    this.key = key;
    this.tokenHash = key.hash("token");
    this.affixHash = key.hash("affix");
    this.frame = new MinHash(key, "frame", 3, PromptSketch.FRAME_VALUES);
    this.body = new MinHash(key, "body", 5, PromptSketch.BODY_VALUES);
  }

  SketchKey key() {
    return key;
  }

  SipHash tokenHash() {
    return tokenHash;
  }

  /** The prompt's tokens. */
  Reading read(Texts texts) {
    return Reading.of(texts, tokenHash);
  }

  /**
   * Of the system prompt, or where it says little, of the first user message's beginning. A system
   * prompt that masking leaves nothing of is taken as it is: to put it all in quotes hides no
   * frame.
   */
  int[] frame(Reading reading) {
    TokenList masked = reading.system().masked();
    TokenList framed =
        masked.count() >= PromptSketcher.MIN_FRAME_TOKENS ? masked : reading.system().plain();
    if (framed.count() >= PromptSketcher.MIN_FRAME_TOKENS) {
      return frame.signature(framed, MAX_SYSTEM_TOKENS);
    }
    return reading.firstTokens() < PromptSketcher.MIN_FRAME_TOKENS
        ? new int[0]
        : frame.signature(
            reading.user().masked(), Math.min(reading.firstTokens(), PromptSketcher.AFFIX_TOKENS));
  }

  short[] body(Reading reading) {
    TokenList tokens = reading.user().plain();
    int[] values = body.signature(tokens, tokens.count());
    short[] narrow = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (short) values[i];
    }
    return narrow;
  }

  @Nullable Long prefix(Reading reading) {
    return affix(reading, reading.lastFrom());
  }

  @Nullable Long suffix(Reading reading) {
    return affix(reading, reading.last().count() - PromptSketcher.AFFIX_TOKENS);
  }

  private @Nullable Long affix(Reading reading, int from) {
    TokenList tokens = reading.last();
    if (tokens.count() - reading.lastFrom() < PromptSketcher.AFFIX_TOKENS) {
      return null;
    }
    return affixHash.hash(tokens.values(), from, from + PromptSketcher.AFFIX_TOKENS);
  }

  /** What of the prompt is kept under a key that is being retired. */
  SketchAlias alias(Texts texts) {
    Reading reading = read(texts);
    return new SketchAlias(
        key.id(),
        PromptSketch.frameKey(frame(reading)),
        PromptSketch.bodyHash(body(reading)),
        prefix(reading),
        suffix(reading));
  }
}
