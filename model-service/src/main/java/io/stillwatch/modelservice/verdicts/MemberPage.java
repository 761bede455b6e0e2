package io.stillwatch.modelservice.verdicts;

import java.util.List;

/**
 * Some members of a network.
 *
 * @param next where the next page begins; empty: this was the last page
 */
public record MemberPage(List<MemberRow> rows, String next) {
  public MemberPage {
    rows = List.copyOf(rows);
  }
}
