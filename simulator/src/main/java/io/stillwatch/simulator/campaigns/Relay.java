package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Deals demands out over accounts as open relay software does: a session stays an hour with its
 * account, a new one goes to the account that was used least recently, and an account rests after
 * an error, by the error's kind. Cost: O(log accounts) a call.
 */
final class Relay {
  static final long STICKY = 3_600_000;
  private static final int MOST_ATTEMPTS = 4;
  private static final int REFUSALS_UNTIL_GIVEN_UP = 3;
  private static final long SETTLING = 600_000;

  private final Outfit outfit;
  private final Dice dice;
  private final long seasonBegin;
  private final LongConsumer replacement;
  private final Map<Long, Session> sessions = new HashMap<>();

  /** Of the days after. */
  private final List<Demand> later = new ArrayList<>();

  /** Usable seats, the least recently used first. */
  private final LinkedHashSet<Seat> line = new LinkedHashSet<>();

  private final PriorityQueue<Seat> resting =
      new PriorityQueue<>(
          Comparator.<Seat>comparingLong(seat -> seat.until)
              .thenComparing(seat -> seat.account.id));

  /** An account in the relay. */
  private static final class Seat {
    final Account account;
    long until;
    int callsToday;
    long today;
    int refusals;

    Seat(Account account) {
      this.account = account;
    }
  }

  /** A session, where it is, and what became of it. */
  private static final class Session {
    @Nullable Seat seat;
    long until;
    int turnsThere;
    @Nullable String trace;
  }

  /**
   * @param replacement may open an account after one was banned, knowing when, and add it
   */
  Relay(Stage stage, Outfit outfit, LongConsumer replacement) {
    this.seasonBegin = stage.day(0).begin();
    this.outfit = outfit;
    this.dice = stage.dice("relay");
    this.replacement = replacement;
  }

  /** Takes an account into use, soon after its sign-up. */
  void add(Account account) {
    Seat seat = new Seat(account);
    seat.until = seasonBegin + (long) (account.signUpDay * Day.MILLIS) + SETTLING;
    resting.add(seat);
  }

  /**
   * Serves the demands of a day.
   *
   * @param then what is asked once a call was answered, on this day or later; null: nothing
   */
  void serve(List<Demand> demands, Diary diary, Function<Call, @Nullable Demand> then) {
    sessions.values().removeIf(session -> session.until < diary.day().begin());
    PriorityQueue<Demand> waiting =
        new PriorityQueue<>(
            Comparator.comparingLong(Demand::time)
                .thenComparingLong(Demand::session)
                .thenComparingInt(Demand::turn));
    long end = diary.day().begin() + Day.MILLIS;
    List<Demand> asked = new ArrayList<>(later);
    later.clear();
    asked.addAll(demands);
    for (Demand demand : asked) {
      if (demand.time() >= diary.day().begin() && demand.time() < end) {
        waiting.add(demand);
      }
    }
    while (!waiting.isEmpty()) {
      Demand demand = waiting.poll();
      Call call = call(demand, diary);
      Demand next = call == null ? null : next(demand, call, then);
      if (next != null) {
        (next.time() < end ? waiting : later).add(next);
      }
    }
  }

  private @Nullable Demand next(Demand demand, Call call, Function<Call, @Nullable Demand> then) {
    if (call.answered().status() == 200) {
      return then.apply(call);
    }
    return demand.attempt() + 1 < MOST_ATTEMPTS
        ? demand.again(demand.time() + dice.between(700, 2_500))
        : null;
  }

  private @Nullable Call call(Demand demand, Diary diary) {
    Session session = sessions.computeIfAbsent(demand.session(), id -> new Session());
    Seat seat = seat(session, demand.time(), diary);
    if (seat == null) {
      return null;
    }
    Call call = diary.call(seat.account, demand.task(), demand.time());
    call.item = demand.item();
    call.turn = demand.turn();
    call.conversation = demand.session();
    call.place = outfit.place(seat.account);
    int before = demand.turn() - 1;
    call.foreignHistory =
        before == 0 ? 0 : Math.max(0, before - session.turnsThere) / (double) before;
    call.submits =
        demand.submits() != null
            ? demand.submits()
            : call.foreignHistory > 0 ? session.trace : null;
    seat.callsToday++;
    int status = call.answered().status();
    if (status == 200) {
      session.turnsThere++;
      session.trace = call.trace(demand.turn());
    } else {
      session.until = 0;
      rest(seat, status, demand.time());
    }
    return call;
  }

  /** Where the session is, or goes; null: nobody is free. */
  private @Nullable Seat seat(Session session, long time, Diary diary) {
    for (Seat next = resting.peek(); next != null && next.until <= time; next = resting.peek()) {
      line.add(resting.remove());
    }
    Seat seat = session.seat;
    if (seat == null || session.until <= time || !line.contains(seat) || !free(seat, diary)) {
      seat = leastRecent(diary);
      if (seat == null) {
        return null;
      }
      session.turnsThere = seat == session.seat ? session.turnsThere : 0;
      session.seat = seat;
      session.until = time + STICKY;
    }
    line.remove(seat);
    line.add(seat);
    return seat;
  }

  private @Nullable Seat leastRecent(Diary diary) {
    Iterator<Seat> seats = line.iterator();
    while (seats.hasNext()) {
      Seat seat = seats.next();
      if (free(seat, diary)) {
        return seat;
      }
      seats.remove();
      seat.until = diary.day().begin() + Day.MILLIS;
      resting.add(seat);
    }
    return null;
  }

  private static boolean free(Seat seat, Diary diary) {
    if (seat.today != diary.day().number()) {
      seat.today = diary.day().number();
      seat.callsToday = 0;
    }
    return seat.callsToday < diary.mostCalls();
  }

  /** After an error an account rests; who is refused again and again is given up. */
  private void rest(Seat seat, int status, long time) {
    line.remove(seat);
    seat.refusals = status == 403 ? seat.refusals + 1 : 0;
    if (seat.refusals >= REFUSALS_UNTIL_GIVEN_UP) {
      replacement.accept(time);
      return;
    }
    seat.until = time + coolDown(status);
    resting.add(seat);
  }

  /** Milliseconds, as configured in public relay software. */
  static long coolDown(int status) {
    return switch (status) {
      case 503 -> 60_000;
      case 429 -> 300_000;
      case 529 -> 600_000;
      default -> 1_800_000;
    };
  }
}
