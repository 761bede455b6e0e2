package io.stillwatch.simulator.play;

import io.stillwatch.simulator.world.Clients.Client;
import io.stillwatch.simulator.world.Place;
import io.stillwatch.sketch.SipHash;
import org.jspecify.annotations.Nullable;

/** A call as it is planned: who, when, for what. Its text is written later. */
public final class Call {
  private static final SipHash THOUGHTS = new SipHash(0x74686f7567687473L, 1);

  /** Of an account's turns so many are thought over at most, and half as many on average. */
  private static final long MOST_PERCENT = 60;

  public final Account account;
  public final Task task;

  /** Milliseconds since 1970. */
  public long time;

  /** Which piece of the task's work; the same piece is the same question. */
  public long item;

  /** The user's turn in its conversation, from 1. */
  public int turn = 1;

  /** Names the conversation, within the account; 0: none. */
  public long conversation;

  /** From where; null: from one of the account's usual places. */
  public @Nullable Place place;

  /** Which of the account's keys. */
  public int apiKey;

  /** With which software; null: with the account's. */
  public @Nullable Client client;

  /** The part of the assistant's messages that was not made for this account, 0 to 1. */
  public double foreignHistory;

  /** A {@link #trace} that it hands in; null: that of its last turn, if its client keeps such. */
  public @Nullable String submits;

  Account.@Nullable Answer answer;
  int attempt;
  int number;

  /** Of its answer, once it was written. */
  int outputTokens;

  /** Whether it got an answer, and no refusal; once it was written. */
  boolean served;

  Call(Account account, Task task, long time) {
    this.account = account;
    this.task = task;
    this.time = time;
  }

  /** Names what the model thought before it answered a turn of this call's conversation. */
  public String trace(int ofTurn) {
    return account.id + "/" + (conversation == 0 ? time : conversation) + "/" + ofTurn;
  }

  /** Whether the model thinks before it answers an ordinary question in that turn. */
  public boolean thinks(int ofTurn) {
    long percent = Math.floorMod(THOUGHTS.hash(account.id), MOST_PERCENT + 1);
    return Math.floorMod(THOUGHTS.hash(trace(ofTurn)), 100L) < percent;
  }

  /** Asks the platform, for those who do something about the answer; calls must come in order. */
  public Account.Answer answered() {
    if (answer == null) {
      answer = account.answer(time);
    }
    return answer;
  }
}
