package io.stillwatch.detector.crowding;

import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers crowded accounts into cells without comparing any two of them. An account has one crowded
 * node in each tree of a group's forest; the most crowded account founds a cell and lends it its
 * nodes. An account that has at least half of its nodes from a cell is a member of it and lends it
 * the nodes that no cell has yet (after leader clustering, Hartigan 1975). Costs trees × crowded
 * accounts.
 */
public final class CrowdedCells {
  private static final int PERSONA_BITS = 10;

  private final Crowding crowding;
  private final int group;
  private final GroupForest forest;
  private final Map<Long, Draft> cellOfNode = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  private CrowdedCells(Crowding crowding, int group) {
    this.crowding = crowding;
    this.group = group;
    this.forest = crowding.forest(group);
  }

  /**
   * The cells of all groups, largest first; the trees of subsets make none.
   *
   * @param leastScore an account takes part where a group's answer is at least this, on the scale
   *     of {@link Crowding}
   * @param leastMembers smaller cells are left out; at least 2
   */
  public static List<CrowdedCell> of(Crowding crowding, double leastScore, int leastMembers) {
    if (leastMembers < 2) {
      throw new IllegalArgumentException(leastMembers + " members make no crowd");
    }
    List<CrowdedCell> cells = new ArrayList<>();
    for (int group = 0; group < crowding.groups().size(); group++) {
      cells.addAll(new CrowdedCells(crowding, group).gather(leastScore, leastMembers));
    }
    cells.sort(
        Comparator.comparingInt((CrowdedCell cell) -> -cell.members().length)
            .thenComparing(CrowdedCell::name));
    return cells;
  }

  private List<CrowdedCell> gather(double leastScore, int leastMembers) {
    IntStream.range(0, crowding.accounts())
        .filter(account -> crowding.answer(group, account) >= leastScore)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer account) -> -crowding.answer(group, account))
                .thenComparingLong(account -> crowding.tonight().crowd().ids()[account]))
        .forEach(this::admit);
    return drafts.stream()
        .filter(draft -> draft.members.size() >= leastMembers)
        .map(this::cell)
        .toList();
  }

  private void admit(int account) {
    long[] nodes = nodes(account);
    Map<Draft, Integer> votes = new HashMap<>();
    for (long node : nodes) {
      Draft draft = cellOfNode.get(node);
      if (draft != null) {
        votes.merge(draft, 1, Integer::sum);
      }
    }
    Draft most =
        votes.entrySet().stream()
            .filter(vote -> 2 * vote.getValue() >= nodes.length)
            .max(
                Map.Entry.<Draft, Integer>comparingByValue()
                    .thenComparing(vote -> -vote.getKey().number))
            .map(Map.Entry::getKey)
            .orElseGet(() -> found(account));
    most.members.add(account);
    for (long node : nodes) {
      cellOfNode.putIfAbsent(node, most);
      most.membersOfNode.merge(node, 1, Integer::sum);
    }
  }

  private Draft found(int account) {
    Draft draft = new Draft(drafts.size(), crowding.tonight().persona(account));
    drafts.add(draft);
    return draft;
  }

  /** The account's crowded node in each tree; a persona's nodes are its own. */
  private long[] nodes(int account) {
    int persona = crowding.tonight().persona(account);
    int[] leaves = new int[forest.lanes()];
    crowding.tonight().leaves(account, forest, leaves);
    long[] nodes = new long[forest.trees()];
    for (int tree = 0; tree < nodes.length; tree++) {
      nodes[tree] = key(forest.crowdedNode(leaves[tree], persona), persona);
    }
    return nodes;
  }

  private CrowdedCell cell(Draft draft) {
    int middle =
        draft.sharedNodes().stream()
            .map(CrowdedCells::place)
            .max(
                Comparator.comparingDouble((Integer node) -> forest.crowding(node, draft.persona))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    String groupName = forest.group().name();
    return new CrowdedCell(
        groupName + '-' + draft.name(),
        groupName,
        draft.persona,
        draft.members.stream().mapToInt(Integer::intValue).toArray(),
        forest.expected(middle, draft.persona),
        forest.there(middle, draft.persona));
  }

  private static long key(int node, int persona) {
    return (long) node << PERSONA_BITS | persona;
  }

  private static int place(long key) {
    return (int) (key >> PERSONA_BITS);
  }

  /**
   * Names tonight's cells after those of another night, whose forest was another: a cell takes the
   * name of the one that most of its members were in, if that are at least half of the smaller of
   * both, and each name is given once, the largest overlap first.
   *
   * @param idsBefore the ids of the accounts of {@code before}, by place; of tonight {@code ids}
   */
  public static List<CrowdedCell> namedAfter(
      List<CrowdedCell> before, long[] idsBefore, List<CrowdedCell> tonight, long[] ids) {
    Map<Long, List<CrowdedCell>> cellsOfId = new HashMap<>();
    for (CrowdedCell cell : before) {
      for (int member : cell.members()) {
        cellsOfId.computeIfAbsent(idsBefore[member], unused -> new ArrayList<>()).add(cell);
      }
    }
    List<Overlap> overlaps = new ArrayList<>();
    for (CrowdedCell cell : tonight) {
      Map<CrowdedCell, Integer> shared = new HashMap<>();
      for (int member : cell.members()) {
        for (CrowdedCell old : cellsOfId.getOrDefault(ids[member], List.of())) {
          if (old.group().equals(cell.group())) {
            shared.merge(old, 1, Integer::sum);
          }
        }
      }
      shared.forEach((old, count) -> overlaps.add(new Overlap(cell, old, count)));
    }
    return renamed(tonight, overlaps);
  }

  private static List<CrowdedCell> renamed(List<CrowdedCell> tonight, List<Overlap> overlaps) {
    overlaps.sort(
        Comparator.comparingInt((Overlap overlap) -> -overlap.shared)
            .thenComparing(overlap -> overlap.old.name())
            .thenComparing(overlap -> overlap.cell.name()));
    Map<CrowdedCell, String> names = new HashMap<>();
    Set<String> given = new HashSet<>();
    for (Overlap overlap : overlaps) {
      if (overlap.isSameSpot()
          && !names.containsKey(overlap.cell)
          && given.add(overlap.old.name())) {
        names.put(overlap.cell, overlap.old.name());
      }
    }
    return tonight.stream().map(cell -> named(cell, names.get(cell), given)).toList();
  }

  /** By the name it takes over, or its own, or another if somebody took that over. */
  private static CrowdedCell named(
      CrowdedCell cell, @Nullable String inherited, Set<String> given) {
    String name = inherited == null ? cell.name() : inherited;
    for (int other = 2; inherited == null && !given.add(name); other++) {
      name = cell.name() + '-' + other;
    }
    return name.equals(cell.name())
        ? cell
        : new CrowdedCell(
            name, cell.group(), cell.persona(), cell.members(), cell.expected(), cell.there());
  }

  private record Overlap(CrowdedCell cell, CrowdedCell old, int shared) {
    boolean isSameSpot() {
      return 2 * shared >= Math.min(cell.members().length, old.members().length);
    }
  }

  /** A cell that still takes members. */
  private static final class Draft {
    private final int number;
    private final int persona;
    private final List<Integer> members = new ArrayList<>();
    private final Map<Long, Integer> membersOfNode = new HashMap<>();

    Draft(int number, int persona) {
      this.number = number;
      this.persona = persona;
    }

    /** The nodes that at least half of the members share; if none, all. */
    Set<Long> sharedNodes() {
      Set<Long> shared = new HashSet<>();
      membersOfNode.forEach(
          (node, count) -> {
            if (2 * count >= members.size()) {
              shared.add(node);
            }
          });
      return shared.isEmpty() ? membersOfNode.keySet() : shared;
    }

    /** The least hash of the shared nodes: a member more or less seldom touches it. */
    String name() {
      long least = sharedNodes().stream().mapToLong(node -> Dice.mix(node) >>> 32).min().orElse(0);
      return String.format(Locale.ROOT, "%08x", least);
    }
  }
}
