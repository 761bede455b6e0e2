package io.stillwatch.sketch;

import io.stillwatch.sketch.Lexicon.Cue;
import io.stillwatch.sketch.Lexicon.Intent;
import io.stillwatch.sketch.Lexicon.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lexicon's matches in tokens hashed under one key. One look-up a token, and a pass that
 * keeps no more than the last 16 tokens of a sentence in mind. Immutable, safe for any number of
 * threads.
 */
final class IntentFinder {
  /** How far apart an ask and its object may stand, in tokens. */
  static final int WINDOW = 16;

  private static final String SENTENCE_ENDS = ".!?\u3002";

  /** A phrase's further tokens, and the bits of what it is a sign of. */
  @SuppressWarnings("ArrayRecordComponent") // Written once, then only read.
  private record Tail(long[] tokens, int bits) {
    boolean matches(TokenList text, int at) {
      return at + tokens.length <= text.count()
          && Arrays.equals(text.values(), at, at + tokens.length, tokens, 0, tokens.length);
    }
  }

  private final TokenIndex<List<Tail>> tails;
  private final Set<Long> sentenceEnds;

  IntentFinder(SipHash tokenHash) {
    Map<Long, List<Tail>> byFirst = new HashMap<>();
    for (Cue cue : Lexicon.CUES) {
      TokenList phrase = new Tokens(tokenHash).add(cue.phrase()).plain();
      long[] tail = Arrays.copyOfRange(phrase.values(), 1, phrase.count());
      byFirst
          .computeIfAbsent(phrase.get(0), first -> new ArrayList<>())
          .add(new Tail(tail, cue.bit()));
    }
    this.tails = new TokenIndex<>(byFirst);
    this.sentenceEnds =
        SENTENCE_ENDS
            .chars()
            .mapToObj(end -> tokenHash.hash(Character.toString(end)))
            .collect(Collectors.toSet());
  }

  /** Counts in both texts; each message of a tool is a match of an agent's work. */
  Intents find(TokenList system, TokenList user, int toolMessages) {
    Search search = new Search();
    Stream.of(system, user).forEach(text -> search(text, search));
    return search.intents(toolMessages);
  }

  private void search(TokenList text, Search search) {
    search.endSentence();
    for (int at = 0; at < text.count(); at++) {
      int bits = bits(tails.get(text.get(at)), text, at);
      if (bits != 0) {
        search.take(bits, at);
      }
      if (sentenceEnds.contains(text.get(at))) {
        search.endSentence();
      }
    }
  }

  private static int bits(@Nullable List<Tail> tails, TokenList text, int at) {
    int bits = 0;
    if (tails != null) {
      for (Tail tail : tails) {
        bits |= tail.matches(text, at + 1) ? tail.bits : 0;
      }
    }
    return bits;
  }

  /** What was found so far. */
  private static final class Search {
    private static final Intent[] INTENTS = Intent.values();

    private final int[] alone = new int[INTENTS.length];
    private final Pairs[] pairs = Stream.generate(Pairs::new).limit(5).toArray(Pairs[]::new);
    private final Set<Role> shapes = EnumSet.noneOf(Role.class);

    void take(int bits, int at) {
      for (Intent intent : INTENTS) {
        Pairs found = pairs[intent.ordinal()];
        alone[intent.ordinal()] += has(bits, intent, Role.ALONE) ? 1 : 0;
        if (has(bits, intent, Role.ASK)) {
          found.ask(at);
        }
        if (has(bits, intent, Role.OBJECT)) {
          found.object(at);
        }
      }
      for (Role shape : EnumSet.range(Role.SCALE, Role.RUBRIC)) {
        if (has(bits, Intent.RUBRIC_JUDGING, shape)) {
          shapes.add(shape);
        }
      }
    }

    private static boolean has(int bits, Intent intent, Role role) {
      return (bits & Cue.bit(intent, role)) != 0;
    }

    void endSentence() {
      for (Pairs found : pairs) {
        found.forget();
      }
    }

    Intents intents(int toolMessages) {
      return new Intents(
          count(Intent.HIDDEN_REASONING, 0),
          judging(),
          count(Intent.TASK_SYNTHESIS, 0),
          count(Intent.AGENTIC, toolMessages),
          count(Intent.REWRITE, 0));
    }

    /** Pairs count beside a shape of judging, and two shapes are a match by themselves. */
    private int judging() {
      int judging = Intent.RUBRIC_JUDGING.ordinal();
      return switch (shapes.size()) {
        case 0 -> Math.min(Intents.MAX, alone[judging]);
        case 1 -> count(Intent.RUBRIC_JUDGING, 0);
        default -> count(Intent.RUBRIC_JUDGING, 1);
      };
    }

    private int count(Intent intent, int more) {
      return Math.min(Intents.MAX, alone[intent.ordinal()] + pairs[intent.ordinal()].count + more);
    }
  }

  /** Objects of a sentence that have an ask within the window, before or after. */
  private static final class Pairs {
    private int count;
    private int lastAsk = Integer.MIN_VALUE / 2;

    /** Objects without an ask so far: bit i is one at {@code lastObject} - i. */
    private long unasked;

    private int lastObject;

    void ask(int at) {
      lastAsk = at;
      int since = at - lastObject;
      if (unasked != 0 && since <= WINDOW) {
        count += Long.bitCount(unasked & ((1L << (WINDOW - since + 1)) - 1));
      }
      unasked = 0;
    }

    void object(int at) {
      if (at - lastAsk <= WINDOW) {
        count++;
        return;
      }
      int since = at - lastObject;
      unasked = (since > WINDOW ? 0 : unasked << since) | 1;
      lastObject = at;
    }

    void forget() {
      lastAsk = Integer.MIN_VALUE / 2;
      unasked = 0;
    }
  }
}
