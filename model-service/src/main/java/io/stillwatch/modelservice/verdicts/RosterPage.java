package io.stillwatch.modelservice.verdicts;

import java.util.List;

/**
 * Some rows of a roster.
 *
 * @param next where the next page begins; empty: this was the last page
 * @param truncatedSearch the page is short because so many accounts were looked at without a hit
 *     that it was time to answer; {@code next} goes on looking
 */
public record RosterPage(List<AccountRow> rows, String next, boolean truncatedSearch) {
  static final RosterPage EMPTY = new RosterPage(List.of(), "", false);

  public RosterPage {
    rows = List.copyOf(rows);
  }
}
