package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.detector.network.Membership;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which members carry which keys, as dots: a line for each key, grouped by family, and a column for
 * each member, at most 60 of them, evenly by weight. Similar members are neighbours.
 *
 * @param lines the keys, from the top
 * @param columns the members, from the left
 * @param core dots of members at the core, as an SVG path
 * @param fringe the other members' dots
 * @param empty places without a dot
 */
public record KeyMatrix(
    List<Line> lines,
    List<Column> columns,
    String core,
    String fringe,
    String empty,
    double height) {
  /** Members that are drawn. */
  static final int MOST = 60;

  private static final double LEFT = 172;
  private static final double RIGHT = 952;
  private static final double TOP = 14;
  private static final double LINE = 16;
  private static final double GAP = 8;
  private static final double WIDEST = 18;
  private static final Comparator<NetworkMember> CORE_FIRST =
      Comparator.comparingDouble((NetworkMember member) -> -member.getWeight())
          .thenComparing(NetworkMember::getAccountId);

  /**
   * A key.
   *
   * @param name such as "card 2"
   * @param key its hash, in short
   * @param carriers of all members
   */
  public record Line(String name, String key, int carriers, double y) {}

  /**
   * A member.
   *
   * @param keys the names of what it carries
   */
  public record Column(String accountId, boolean isCore, List<String> keys) {}

  /** Without keys or members there are no lines. */
  public static KeyMatrix of(Network network) {
    List<NetworkMember> members = neighbours(drawn(network.getMembersList()));
    if (members.isEmpty() || network.getSharedKeysCount() == 0) {
      return new KeyMatrix(List.of(), List.of(), "", "", "", 0);
    }
    List<Integer> order = KeyNames.byFamily(network.getSharedKeysList());
    List<String> names = KeyNames.of(network.getSharedKeysList());
    List<Line> lines = lines(network, order, names);
    StringBuilder core = new StringBuilder();
    StringBuilder fringe = new StringBuilder();
    StringBuilder empty = new StringBuilder();
    double step = Math.min(WIDEST, (RIGHT - LEFT) / members.size());
    for (int column = 0; column < members.size(); column++) {
      BitSet carried = keys(members.get(column));
      StringBuilder full = isCore(members.get(column)) ? core : fringe;
      for (int line = 0; line < lines.size(); line++) {
        (carried.get(order.get(line)) ? full : empty)
            .append('M')
            .append(Frame.point(LEFT + (column + 0.5) * step, lines.get(line).y()))
            .append("h.01");
      }
    }
    return new KeyMatrix(
        lines,
        members.stream().map(member -> column(member, names)).toList(),
        core.toString(),
        fringe.toString(),
        empty.toString(),
        lines.get(lines.size() - 1).y() + LINE);
  }

  /** All, or as many evenly from the core to the fringe. */
  private static List<NetworkMember> drawn(List<NetworkMember> members) {
    List<NetworkMember> sorted = members.stream().sorted(CORE_FIRST).toList();
    int count = Math.min(MOST, sorted.size());
    return IntStream.range(0, count)
        .mapToObj(i -> sorted.get((int) ((long) i * sorted.size() / count)))
        .toList();
  }

  /** From the one with the most keys, always on to the nearest that is left. */
  private static List<NetworkMember> neighbours(List<NetworkMember> members) {
    List<NetworkMember> left = new ArrayList<>(members);
    List<NetworkMember> ordered = new ArrayList<>();
    BitSet last = new BitSet();
    last.set(0, KeyNames.MOST);
    while (!left.isEmpty()) {
      BitSet before = last;
      NetworkMember next =
          left.stream()
              .min(Comparator.comparingInt(member -> distance(before, keys(member))))
              .orElseThrow();
      left.remove(next);
      ordered.add(next);
      last = keys(next);
    }
    return ordered;
  }

  private static int distance(BitSet one, BitSet other) {
    BitSet different = (BitSet) one.clone();
    different.xor(other);
    return different.cardinality();
  }

  private static BitSet keys(NetworkMember member) {
    BitSet keys = new BitSet();
    member.getSharedKeysList().stream()
        .filter(key -> key >= 0 && key < KeyNames.MOST)
        .forEach(keys::set);
    return keys;
  }

  private static boolean isCore(NetworkMember member) {
    return member.getWeight() >= Membership.CORE;
  }

  private static List<Line> lines(Network network, List<Integer> order, List<String> names) {
    List<Line> lines = new ArrayList<>();
    double y = TOP;
    int family = network.getSharedKeys(order.get(0)).getFamily();
    for (int key : order) {
      y += network.getSharedKeys(key).getFamily() == family ? 0 : GAP;
      family = network.getSharedKeys(key).getFamily();
      lines.add(
          new Line(
              names.get(key),
              String.format(Locale.ROOT, "%016x", network.getSharedKeys(key).getKey())
                  .substring(0, 8),
              network.getSharedKeys(key).getMembers(),
              y));
      y += LINE;
    }
    return lines;
  }

  private static Column column(NetworkMember member, List<String> names) {
    BitSet keys = keys(member);
    keys.clear(names.size(), KeyNames.MOST);
    return new Column(
        member.getAccountId(), isCore(member), keys.stream().mapToObj(names::get).toList());
  }
}
