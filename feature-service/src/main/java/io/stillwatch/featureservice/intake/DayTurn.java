package io.stillwatch.featureservice.intake;

import io.stillwatch.features.Event;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.UtcDay;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.featureservice.strands.Strands;
import io.stillwatch.rim.time.ServiceClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Says when a day is over. By the world's clock: some time after midnight, so that late events are
 * in. By the events' own clock: before the first event that lies more than a minute past midnight,
 * so that a closed day holds what came before and nothing after. For the folding thread.
 */
final class DayTurn {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final ServiceClock clock;
  private final boolean byEvents;
  private final Duration delay;
  private final AccountStates states;
  private final ClosedDays days;
  private final Strands strands;

  DayTurn(
      ServiceClock clock, Duration delay, AccountStates states, ClosedDays days, Strands strands) {
    this.clock = clock;
    this.byEvents = clock.source() == ServiceClock.Source.EVENTS;
    this.delay = delay;
    this.states = states;
    this.days = days;
    this.strands = strands;
  }

  /**
   * Folds durable events in order and closes each day before the first event after it. When closing
   * fails it may be called again with the same events: those that were folded are passed over.
   *
   * <p>Strands come before states: a checkpoint is as far as the states are, and must find whatever
   * lies before it in the strands as well.
   */
  void fold(List<LoggedEvent> events) throws SQLException {
    int next = 0;
    while (next < events.size()) {
      int to = firstAfterTurn(events, next);
      strands.fold(events.subList(next, to));
      states.fold(events.subList(next, to));
      next = to;
      if (next < events.size()) {
        before(events.get(next).event().eventTime());
      }
    }
  }

  private int firstAfterTurn(List<LoggedEvent> events, int from) {
    int at = from;
    while (at < events.size() && !turns(events.get(at).event(), at == from)) {
      at++;
    }
    return at;
  }

  /**
   * Facts of an account may be years old when they are told, so the first call says what day it is.
   */
  private boolean turns(Event event, boolean first) {
    if (!byEvents) {
      return false;
    }
    return states
        .openDay()
        .map(day -> isOver(day, event.eventTime()))
        .orElse(event instanceof UsageEvent && !first);
  }

  private static boolean isOver(LocalDate day, Instant eventTime) {
    return eventTime.isAfter(UtcDay.end(day).plus(TOLERANCE));
  }

  private void before(Instant eventTime) throws SQLException {
    if (states.openDay().filter(day -> isOver(day, eventTime)).isPresent()) {
      days.closeBefore(UtcDay.of(eventTime.minus(TOLERANCE)));
    }
  }

  /** Closes what is over by the world's clock. */
  void byClock() throws SQLException {
    if (byEvents) {
      return;
    }
    days.closeBefore(UtcDay.of(clock.instant().minus(delay)));
  }

  /** A clock of events stands at the newest that was folded. */
  void goOn() {
    states.newestEvent().ifPresent(clock::advanceTo);
  }

  /**
   * A clock of events goes on from the newest that was stored; by the world's clock a log begins
   * with today, however old its first events are.
   */
  void begin() {
    goOn();
    if (!byEvents && states.openDay().isEmpty()) {
      states.openDay(UtcDay.of(clock.instant().minus(delay)));
    }
  }
}
