package io.stillwatch.simulator.play;

import io.stillwatch.simulator.world.Place;
import org.jspecify.annotations.Nullable;

/** A call as it is planned: who, when, for what. Its text is written later. */
public final class Call {
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

  Account.@Nullable Answer answer;
  int attempt;
  int number;

  /** Of its answer, once it was written. */
  int outputTokens;

  Call(Account account, Task task, long time) {
    this.account = account;
    this.task = task;
    this.time = time;
  }

  /** Asks the platform, for those who do something about the answer; calls must come in order. */
  public Account.Answer answered() {
    if (answer == null) {
      answer = account.answer(time);
    }
    return answer;
  }
}
