package io.stillwatch.detector.network;

import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person decided of a network. Of decisions that contradict each other the last holds. */
public sealed interface Decision {
  String networkId();

  /**
   * It is that.
   *
   * @param label unspecified: nothing is said of it any more
   * @param by a person's or token's name
   * @param expiresAt null: never
   */
  record Labelled(
      String networkId,
      NetworkLabel label,
      String reason,
      String by,
      Instant at,
      @Nullable Instant expiresAt)
      implements Decision {}

  /**
   * So far people are with it.
   *
   * @param state unspecified: as it was
   * @param owner null: as before; empty: nobody
   */
  record Handled(String networkId, NetworkCaseState state, @Nullable String owner)
      implements Decision {}

  /** These members are a network of their own. */
  record Split(String networkId, String newId, Set<String> accountIds) implements Decision {
    public Split {
      accountIds = Set.copyOf(accountIds);
    }
  }

  /** Those are this one. */
  record Merged(String networkId, List<String> absorbedIds) implements Decision {
    public Merged {
      absorbedIds = List.copyOf(absorbedIds);
    }
  }
}
