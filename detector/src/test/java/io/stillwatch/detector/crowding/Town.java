package io.stillwatch.detector.crowding;

import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts of three personas on two nights, whose features are normal around a persona's middle.
 */
final class Town {
  static final int COLUMNS = 8;
  static final List<FeatureGroup> GROUPS =
      List.of(
          new FeatureGroup("tempo", new int[] {0, 1, 2, 3}),
          new FeatureGroup("content", new int[] {4, 5, 6, 7}));

  private final Dice dice;
  private final List<float[]> before = new ArrayList<>();
  private final List<float[]> now = new ArrayList<>();
  private final List<int[]> whoBefore = new ArrayList<>();
  private final List<int[]> whoNow = new ArrayList<>();
  private int organisations;
  private int ids;

  Town(long seed, int accounts) {
    this.dice = new Dice(seed);
    for (int i = 0; i < accounts; i++) {
      int persona = i % 3;
      addBefore(persona, ids, organisations, honest(persona));
      addNow(persona, ids, organisations, honest(persona), true);
      ids++;
      organisations++;
    }
  }

  /** Newcomers tonight who are alike in the group "tempo". */
  Town withCampaign(int members) {
    for (int i = 0; i < members; i++) {
      float[] row = honest(1);
      for (int column = 0; column < 4; column++) {
        row[column] = middle(1, column) + 2.2f + 0.2f * normal();
      }
      addNow(1, ids++, organisations++, row, false);
    }
    return this;
  }

  /** Newcomers who are alike in one feature of each group and one more. */
  Town withSpreadCampaign(int members) {
    for (int i = 0; i < members; i++) {
      float[] row = honest(1);
      for (int column : new int[] {0, 4, 5}) {
        row[column] = middle(1, column) + 2.6f + 0.1f * normal();
      }
      addNow(1, ids++, organisations++, row, false);
    }
    return this;
  }

  /** Some of tonight's newcomers have been there long enough to be trusted. */
  Town withAged(int members) {
    for (int i = whoNow.size() - members; i < whoNow.size(); i++) {
      whoNow.get(i)[3] = 1;
    }
    return this;
  }

  /** A persona of its own with so many trusted members on each night. */
  Town withPersona(int membersBefore, int membersNow) {
    for (int i = 0; i < Math.max(membersBefore, membersNow); i++) {
      if (i < membersBefore) {
        addBefore(3, ids, organisations, honest(3));
      }
      addNow(3, ids++, organisations++, honest(3), i < membersNow);
    }
    return this;
  }

  /** Organisations of ten on both nights, of each of whom so many are trusted. */
  Town withOffices(int count, int trusted) {
    for (int office = 0; office < count; office++) {
      for (int i = 0; i < 10; i++) {
        float[] row = honest(office % 3);
        before.add(row);
        whoBefore.add(new int[] {office % 3, ids, organisations, i < trusted ? 1 : 0});
        addNow(office % 3, ids++, organisations, honest(office % 3), i < trusted);
      }
      organisations++;
    }
    return this;
  }

  /** Alike newcomers of one organisation. */
  Town withOffice(int members) {
    withCampaign(members);
    for (int i = whoNow.size() - members; i < whoNow.size(); i++) {
      whoNow.get(i)[2] = organisations;
    }
    organisations++;
    return this;
  }

  /** Tonight all of a persona have moved and spread out, and half of their values are rounded. */
  Town withDrift() {
    for (int i = 0; i < now.size(); i++) {
      if (whoNow.get(i)[0] == 0) {
        float[] row = now.get(i);
        for (int column = 0; column < COLUMNS; column++) {
          float moved = 1.3f * row[column] + 0.7f;
          row[column] = column % 2 == 0 ? moved : Math.round(moved);
        }
      }
    }
    return this;
  }

  Crowd baseline() {
    return crowd(before, whoBefore);
  }

  Crowd tonight() {
    return crowd(now, whoNow);
  }

  private void addBefore(int persona, int id, int organisation, float[] row) {
    before.add(row);
    whoBefore.add(new int[] {persona, id, organisation, 1});
  }

  private void addNow(int persona, int id, int organisation, float[] row, boolean trusted) {
    now.add(row);
    whoNow.add(new int[] {persona, id, organisation, trusted ? 1 : 0});
  }

  private float[] honest(int persona) {
    float[] row = new float[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      row[column] = middle(persona, column) + normal();
    }
    return row;
  }

  private static float middle(int persona, int column) {
    return 3 * ((persona + 1) * (column + 1) % 4);
  }

  private float normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - dice.unit()));
    return (float) (radius * StrictMath.cos(2 * Math.PI * dice.unit()));
  }

  private static Crowd crowd(List<float[]> rows, List<int[]> who) {
    int size = rows.size();
    boolean[] trusted = new boolean[size];
    long[] ids = new long[size];
    for (int i = 0; i < size; i++) {
      trusted[i] = who.get(i)[3] == 1;
      ids[i] = Dice.mix(who.get(i)[1] + 1L);
    }
    return new Crowd(
        rows.toArray(float[][]::new),
        who.stream().mapToInt(one -> one[0]).toArray(),
        who.stream().mapToInt(one -> one[2]).toArray(),
        ids,
        trusted);
  }
}
