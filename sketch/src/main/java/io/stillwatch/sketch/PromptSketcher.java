package io.stillwatch.sketch;

import io.stillwatch.sketch.Prompt.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes sketches under one key. Safe for any number of threads. Cost: about 0.3 µs a token; texts
 * beyond 100,000 tokens are looked at in part.
 */
public final class PromptSketcher {
  /** Tokens of an affix. */
  public static final int AFFIX_TOKENS = 24;

  /** The fewest tokens of a system prompt, or of a message, that make a frame. */
  public static final int MIN_FRAME_TOKENS = 8;

  private static final int MAX_SYSTEM_TOKENS = 512;

  private final SketchKey key;
  private final SipHash tokenHash;
  private final SipHash affixHash;
  private final MinHash frame;
  private final MinHash body;

  public PromptSketcher(SketchKey key) {
    this.key = key;
    this.tokenHash = key.hash("token");
    this.affixHash = key.hash("affix");
    this.frame = new MinHash(key, "frame", 3, PromptSketch.FRAME_VALUES);
    this.body = new MinHash(key, "body", 5, PromptSketch.BODY_VALUES);
  }

  public PromptSketch sketch(Prompt prompt) {
    List<Message> user = prompt.messages().stream().filter(PromptSketcher::byUser).toList();
    Tokens text = Tokens.plain(tokenHash);
    user.forEach(message -> text.add(message.content()));
    Tokens last =
        user.isEmpty()
            ? Tokens.masked(tokenHash)
            : Tokens.masked(tokenHash).add(user.get(user.size() - 1).content());
    return new PromptSketch(
        key.id(),
        frameSignature(prompt, user),
        narrow(body.signature(text.values(), text.count())),
        affix(last, 0),
        affix(last, last.count() - AFFIX_TOKENS),
        systemTokens(prompt),
        text.count(),
        user.size(),
        prompt.messages().size() - user.size());
  }

  private static boolean byUser(Message message) {
    return !message.role().equals("assistant");
  }

  /** The system prompt's, or where it says little, that of the first user message's beginning. */
  private int[] frameSignature(Prompt prompt, List<Message> user) {
    Tokens system = Tokens.masked(tokenHash);
    if (prompt.system() != null) {
      system.add(prompt.system());
    }
    if (system.count() >= MIN_FRAME_TOKENS) {
      return frame.signature(system.values(), Math.min(system.count(), MAX_SYSTEM_TOKENS));
    }
    if (user.isEmpty()) {
      return new int[0];
    }
    Tokens first = Tokens.masked(tokenHash).add(user.get(0).content());
    return first.count() < MIN_FRAME_TOKENS
        ? new int[0]
        : frame.signature(first.values(), Math.min(first.count(), AFFIX_TOKENS));
  }

  private @Nullable Long affix(Tokens tokens, int from) {
    if (tokens.count() < AFFIX_TOKENS) {
      return null;
    }
    return affixHash.hash(tokens.values(), from, from + AFFIX_TOKENS);
  }

  private @Nullable Integer systemTokens(Prompt prompt) {
    String system = prompt.system();
    return system == null ? null : Tokens.plain(tokenHash).add(system).count();
  }

  private static short[] narrow(int[] values) {
    short[] narrow = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (short) values[i];
    }
    return narrow;
  }
}
