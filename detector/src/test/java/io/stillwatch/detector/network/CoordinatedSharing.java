package io.stillwatch.detector.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Who shared what and when, and the published method's groups: accounts that shared the same object
 * within a time window, time and again (Righetti and Balluff, CooRTweet).
 */
final class CoordinatedSharing {
  /**
   * One share.
   *
   * @param time seconds since 1970
   */
  record Share(int account, int object, long time) {}

  /** Two accounts, the smaller number first. */
  record Pair(int one, int other) {
    static Pair of(int a, int b) {
      return new Pair(Math.min(a, b), Math.max(a, b));
    }
  }

  private final List<Share> shares = new ArrayList<>();

  /**
   * Reads a packed table.
   *
   * @param object the column that names what was shared; rows without are left out
   */
  static CoordinatedSharing read(Path file, String object) throws IOException {
    CoordinatedSharing sharing = new CoordinatedSharing();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> head = List.of(lines.readLine().split(",", -1));
      int[] columns = {head.indexOf("account"), head.indexOf(object), head.indexOf("timestamp")};
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        if (!cells[columns[1]].isEmpty()) {
          sharing.shares.add(
              new Share(
                  Integer.parseInt(cells[columns[0]]),
                  Integer.parseInt(cells[columns[1]]),
                  Long.parseLong(cells[columns[2]])));
        }
      }
    }
    sharing.shares.sort(Comparator.comparingLong(Share::time));
    return sharing;
  }

  /** By time. */
  List<Share> shares() {
    return shares;
  }

  /** Pairs that shared at least so many objects within so many seconds of each other. */
  Set<Pair> pairs(int seconds, int objects) {
    Map<Pair, Integer> together = new HashMap<>();
    for (List<Share> of : byObject().values()) {
      together(of, seconds).forEach(pair -> together.merge(pair, 1, Integer::sum));
    }
    Set<Pair> pairs = new HashSet<>();
    together.forEach((pair, times) -> addIf(times >= objects, pair, pairs));
    return pairs;
  }

  private static Set<Pair> together(List<Share> object, int seconds) {
    Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < object.size(); i++) {
      Share first = object.get(i);
      for (int j = i + 1; j < object.size(); j++) {
        Share next = object.get(j);
        if (next.time() - first.time() > seconds) {
          break;
        }
        addIf(next.account() != first.account(), Pair.of(first.account(), next.account()), pairs);
      }
    }
    return pairs;
  }

  private static void addIf(boolean wanted, Pair pair, Set<Pair> pairs) {
    if (wanted) {
      pairs.add(pair);
    }
  }

  /**
   * Per account the bursts that it was in with others: shares of one object of which none comes
   * later than so many seconds after the one before. Accounts with fewer bursts are left out.
   */
  Map<Integer, Set<Integer>> bursts(int seconds, int least) {
    Map<Integer, Set<Integer>> bursts = new TreeMap<>();
    int number = 0;
    for (List<Share> object : byObject().values()) {
      for (int begin = 0, end; begin < object.size(); begin = end) {
        end = begin + 1;
        while (end < object.size()
            && object.get(end).time() - object.get(end - 1).time() <= seconds) {
          end++;
        }
        List<Share> burst = object.subList(begin, end);
        if (burst.stream().map(Share::account).distinct().count() > 1) {
          int own = number++;
          burst.forEach(
              share -> bursts.computeIfAbsent(share.account(), u -> new TreeSet<>()).add(own));
        }
      }
    }
    bursts.values().removeIf(of -> of.size() < least);
    return bursts;
  }

  private Map<Integer, List<Share>> byObject() {
    Map<Integer, List<Share>> byObject = new TreeMap<>();
    shares.forEach(s -> byObject.computeIfAbsent(s.object(), unused -> new ArrayList<>()).add(s));
    return byObject;
  }

  /** Accounts that are joined by pairs, the largest group first. */
  static List<Set<Integer>> groups(Set<Pair> pairs) {
    Map<Integer, Integer> numbers = new HashMap<>();
    Groups groups = new Groups();
    for (Pair pair : pairs) {
      for (int account : new int[] {pair.one(), pair.other()}) {
        numbers.computeIfAbsent(account, unused -> groups.add());
      }
      groups.join(
          Objects.requireNonNull(numbers.get(pair.one())),
          Objects.requireNonNull(numbers.get(pair.other())));
    }
    Map<Integer, Set<Integer>> members = new HashMap<>();
    numbers.forEach(
        (account, number) ->
            members.computeIfAbsent(groups.of(number), unused -> new HashSet<>()).add(account));
    return members.values().stream()
        .sorted(Comparator.comparingInt((Set<Integer> group) -> -group.size()))
        .toList();
  }
}
