package io.stillwatch.featureservice.accounts;

import java.time.LocalDate;

/** A row of {@code vector_blocks} that does not hold what was written into it. Names the row. */
public final class BrokenBlock extends IllegalStateException {
  private static final long serialVersionUID = 1;

  BrokenBlock(LocalDate day, String firstAccount, String how) {
    super(
        "the vectors of "
            + day
            + " that begin with the account '"
            + firstAccount
            + "' cannot be read: "
            + how);
  }
}
