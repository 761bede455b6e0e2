package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Plays what a group planned against the platform: calls in the order of time, answers by the
 * account's limit and standing, and what clients do about a refusal.
 */
final class Settlement {
  private static final int TRIES_WHEN_BANNED = 3;
  private static final Comparator<Call> BY_TIME = Comparator.comparingLong(call -> call.time);

  private final Diary diary;
  private final long begin;
  private final long end;

  Settlement(Diary diary) {
    this.diary = diary;
    this.begin = diary.day().begin();
    this.end = begin + Day.MILLIS;
  }

  /** The day's calls with their answers, by account and then by time. */
  List<Call> calls() {
    Map<Account, List<Call>> byAccount = new LinkedHashMap<>();
    for (Call call : diary.calls) {
      if (call.time >= begin && call.time < end && customer(call)) {
        byAccount.computeIfAbsent(call.account, account -> new ArrayList<>()).add(call);
      }
    }
    List<Call> made = new ArrayList<>(diary.calls.size());
    byAccount.forEach((account, calls) -> settle(account, calls, made));
    return made;
  }

  /** Nobody calls before the sign-up, or once the account was closed. */
  private boolean customer(Call call) {
    return call.time >= call.account.signedUp(diary.day()) && call.time < call.account.leavesAt;
  }

  private void settle(Account account, List<Call> planned, List<Call> made) {
    Dice dice = Dice.of(begin, "retries/" + account.id);
    PriorityQueue<Call> waiting = new PriorityQueue<>(BY_TIME);
    planned.sort(BY_TIME);
    planned.stream().limit(diary.mostCalls()).forEach(waiting::add);
    int number = 0;
    int banned = 0;
    while (!waiting.isEmpty() && number < diary.mostCalls()) {
      Call call = waiting.poll();
      boolean decided = call.answer != null;
      Account.Answer answer = call.answered();
      banned += answer.status() == 403 ? 1 : 0;
      if (answer.status() == 403 && !decided && banned > TRIES_WHEN_BANNED) {
        continue;
      }
      call.number = number++;
      made.add(call);
      if (again(answer.status()) && !decided && call.attempt < account.retry.attempts) {
        again(call, account.retry.pause(call.attempt, dice), waiting);
      }
    }
  }

  private static boolean again(int status) {
    return status == 429 || status >= 500;
  }

  private void again(Call call, long pause, PriorityQueue<Call> waiting) {
    if (call.time + pause >= end) {
      return;
    }
    Call next = new Call(call.account, call.task, call.time + pause);
    next.item = call.item;
    next.turn = call.turn;
    next.conversation = call.conversation;
    next.place = call.place;
    next.apiKey = call.apiKey;
    next.client = call.client;
    next.foreignHistory = call.foreignHistory;
    next.submits = call.submits;
    next.attempt = call.attempt + 1;
    waiting.add(next);
  }
}
