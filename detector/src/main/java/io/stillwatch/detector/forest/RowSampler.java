package io.stillwatch.detector.forest;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Draws the rows of a tree without replacement, at most so many of a group. A draw shuffles the
 * front of a list of all rows and then takes the swaps back, so it costs no more than the rows
 * drawn and depends on nothing but its dice. Not thread-safe.
 */
final class RowSampler {
  private final int @Nullable [] groups;
  private final int mostOfAGroup;
  private final int sampleSize;
  private final int[] rows;
  private final int[] taken;
  private int[] swaps;

  /**
   * @param groups the group of each row, from 0; null: no row is in a group
   * @param mostOfAGroup rows of a group that a draw may have, or {@link ForestSettings#ALL}
   */
  RowSampler(int rows, int @Nullable [] groups, int sampleSize, int mostOfAGroup) {
    this.groups = groups;
    this.rows = new int[rows];
    Arrays.setAll(this.rows, i -> i);
    int[] sizes = groups == null ? new int[0] : sizes(groups);
    this.mostOfAGroup = mostOfAGroup == ForestSettings.ALL ? rows : mostOfAGroup;
    this.sampleSize = attainable(Math.min(sampleSize, rows), sizes, this.mostOfAGroup);
    this.taken = new int[sizes.length];
    this.swaps = new int[this.sampleSize];
  }

  /** Rows that each draw gives: those asked for, or all that the limit on groups leaves. */
  int sampleSize() {
    return sampleSize;
  }

  /** Writes the drawn rows' numbers. */
  void draw(Dice dice, int[] sample) {
    int drawn = 0;
    int looked = 0;
    while (drawn < sampleSize) {
      int other = looked + dice.below(rows.length - looked);
      swap(looked, other);
      remember(looked, other);
      int row = rows[looked++];
      if (isAllowed(row)) {
        sample[drawn++] = row;
      }
    }
    while (looked-- > 0) {
      swap(looked, swaps[looked]);
    }
    Arrays.fill(taken, 0);
  }

  private boolean isAllowed(int row) {
    return groups == null || taken[groups[row]]++ < mostOfAGroup;
  }

  private void remember(int place, int other) {
    if (place == swaps.length) {
      swaps = Arrays.copyOf(swaps, 2 * place);
    }
    swaps[place] = other;
  }

  private void swap(int a, int b) {
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private static int attainable(int wanted, int[] sizes, int most) {
    long there = 0;
    for (int size : sizes) {
      there += Math.min(size, most);
    }
    return sizes.length == 0 ? wanted : (int) Math.min(wanted, there);
  }

  private static int[] sizes(int[] groups) {
    int[] sizes = new int[Arrays.stream(groups).max().orElse(-1) + 1];
    for (int group : groups) {
      sizes[group]++;
    }
    return sizes;
  }
}
