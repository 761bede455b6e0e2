package io.stillwatch.simulator.play;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Season;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.world.World;
import io.stillwatch.v1.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A season as it happens, day by day. Groups plan and calls are written on all cores; what comes
 * out is in the order of time and does not depend on how many cores there are. Keeps one day's
 * plans in memory, about 100 bytes a call.
 */
public final class Play implements Season {
  private static final int WRITTEN_AT_ONCE = 4_096;
  private static final Comparator<Happening> ORDER =
      Comparator.comparingLong(Happening::time)
          .thenComparing(happening -> happening.account().id)
          .thenComparingInt(Happening::number);

  private final List<Player> players;
  private final LocalDate start;
  private final int days;
  private final int mostCalls;
  private final Teller teller;
  private final List<Harvest> harvest = new ArrayList<>();

  /**
   * A group, and what is true of it.
   *
   * @param campaign empty: it is honest
   */
  public record Player(Role role, Group group, String campaign) {}

  /**
   * @param mostCalls of an account on a day
   */
  public Play(World world, List<Player> players, LocalDate start, int days, int mostCalls) {
    this.players = List.copyOf(players);
    this.start = start;
    this.days = days;
    this.mostCalls = mostCalls;
    this.teller = new Teller(world, new Day(0, start));
  }

  /**
   * One thing that happens: a call, or a fact of the account.
   *
   * @param number parts those of one moment
   * @param call null: the fact
   */
  private record Happening(
      long time, Account account, int number, @Nullable Call call, @Nullable Report fact) {}

  @Override
  public void run(Consumer<Report> sink) {
    for (int number = 0; number < days; number++) {
      Day day = new Day(number, start.plusDays(number));
      List<List<Call>> calls = planned(day);
      Happening[] happenings = happenings(day, calls);
      Arrays.parallelSort(happenings, ORDER);
      tell(happenings, number, sink);
      note(day, calls);
    }
  }

  /**
   * Calls by the role's name, refused ones and their retries included: planned, and not written. To
   * be called once, and instead of {@link #run}.
   */
  public Map<String, Long> count() {
    Map<String, Long> counts = new TreeMap<>();
    for (int number = 0; number < days; number++) {
      List<List<Call>> calls = planned(new Day(number, start.plusDays(number)));
      for (int i = 0; i < players.size(); i++) {
        counts.merge(players.get(i).role().name(), (long) calls.get(i).size(), Long::sum);
      }
    }
    return counts;
  }

  private List<List<Call>> planned(Day day) {
    return players.parallelStream()
        .map(
            player -> {
              Diary diary = new Diary(day, mostCalls);
              player.group().plan(diary);
              return new Settlement(diary).calls();
            })
        .toList();
  }

  private Happening[] happenings(Day day, List<List<Call>> calls) {
    List<Happening> all = new ArrayList<>();
    for (int i = 0; i < players.size(); i++) {
      for (Account account : players.get(i).group().accounts()) {
        facts(account, day, all);
      }
      for (Call call : calls.get(i)) {
        all.add(new Happening(call.time, call.account, 10 + call.number, call, null));
      }
    }
    return all.toArray(Happening[]::new);
  }

  /** Who was there before the season is told of at its beginning. */
  private void facts(Account account, Day day, List<Happening> all) {
    if ((int) Math.max(0, Math.floor(account.signUpDay)) == day.number()) {
      List<Report> facts = teller.signUp(account);
      for (int i = 0; i < facts.size(); i++) {
        var seconds = facts.get(i).getAccount().getEventTime();
        long time =
            Math.max(day.begin(), seconds.getSeconds() * 1_000 + seconds.getNanos() / 1_000_000);
        all.add(new Happening(time, account, i, null, facts.get(i)));
      }
    }
    if (account.bannedAt >= day.begin() && account.bannedAt < day.begin() + Day.MILLIS) {
      all.add(new Happening(account.bannedAt, account, 5, null, teller.banned(account)));
    }
  }

  private void tell(Happening[] happenings, int dayNumber, Consumer<Report> sink) {
    for (int from = 0; from < happenings.length; from += WRITTEN_AT_ONCE) {
      int begin = from;
      int end = Math.min(happenings.length, from + WRITTEN_AT_ONCE);
      Report[] reports = new Report[end - begin];
      IntStream.range(0, reports.length)
          .parallel()
          .forEach(i -> reports[i] = report(happenings[begin + i], dayNumber));
      for (Report report : reports) {
        sink.accept(report);
      }
    }
  }

  private Report report(Happening happening, int dayNumber) {
    Call call = happening.call();
    return call == null ? Objects.requireNonNull(happening.fact()) : teller.call(call, dayNumber);
  }

  private void note(Day day, List<List<Call>> calls) {
    for (int i = 0; i < players.size(); i++) {
      String campaign = players.get(i).campaign();
      if (campaign.isEmpty()) {
        continue;
      }
      Map<String, long[]> taken = new LinkedHashMap<>();
      for (Call call : calls.get(i)) {
        if (call.task.harvests() && call.served) {
          long[] sums = taken.computeIfAbsent(call.account.id, id -> new long[2]);
          sums[0]++;
          sums[1] += call.outputTokens;
        }
      }
      taken.forEach(
          (id, sums) -> harvest.add(new Harvest(campaign, id, day.date(), sums[0], sums[1])));
    }
  }

  @Override
  public List<Truth> truth() {
    List<Truth> truth = new ArrayList<>();
    for (int i = 0; i < players.size(); i++) {
      for (Account account : players.get(i).group().accounts()) {
        truth.add(truth(players.get(i), account, i));
      }
    }
    truth.sort(Comparator.comparing(Truth::accountId));
    return truth;
  }

  /** The number of the group that each account belongs to, by account; once the season has run. */
  public Map<String, Integer> groups() {
    Map<String, Integer> groups = new LinkedHashMap<>();
    for (int i = 0; i < players.size(); i++) {
      for (Account account : players.get(i).group().accounts()) {
        groups.put(account.id, i);
      }
    }
    return groups;
  }

  private static Truth truth(Player player, Account account, int number) {
    return new Truth(
        account.id,
        player.role().attack(),
        player.role().code(),
        player.campaign(),
        player.role().name(),
        player.group().accounts().size() > 1 ? "group-" + number : account.organisation);
  }

  @Override
  public List<Harvest> harvest() {
    return List.copyOf(harvest);
  }
}
