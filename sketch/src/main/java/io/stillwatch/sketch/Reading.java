package io.stillwatch.sketch;

import java.util.List;

/**
 * A prompt's tokens under one key.
 *
 * @param user of all messages, one after the other
 * @param firstTokens masked tokens of the first message, which begin the user's
 * @param last masked tokens of which those of the last message are the end
 * @param lastFrom where in them the last message begins
 */
record Reading(Tokens system, Tokens user, int firstTokens, TokenList last, int lastFrom) {
  static Reading of(Texts texts, SipHash hash) {
    Tokens system = new Tokens(hash);
    texts.system().forEach(system::add);
    Tokens user = new Tokens(hash);
    List<String> messages = texts.user();
    int firstTokens = 0;
    int lastFrom = 0;
    for (int i = 0; i < messages.size(); i++) {
      lastFrom = user.masked().count();
      user.add(messages.get(i));
      firstTokens = i == 0 ? user.masked().count() : firstTokens;
    }
    if (!user.isFull() || messages.size() <= 1) {
      return new Reading(system, user, firstTokens, user.masked(), lastFrom);
    }
    Tokens last = new Tokens(hash).add(messages.get(messages.size() - 1));
    return new Reading(system, user, firstTokens, last.masked(), 0);
  }
}
