package io.stillwatch.features.wire;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureSchema;

/** Writes and reads vectors. */
public final class VectorWire {
  private VectorWire() {}

  /** The schema of this build's catalogue. */
  public static FeatureSchema schema() {
    throw new UnsupportedOperationException();
  }

  /** Logical shard of an account, 0 to 255. */
  public static int shard(String accountId) {
    throw new UnsupportedOperationException(accountId);
  }

  public static AccountVector write(FeatureVector vector, long position) {
    throw new UnsupportedOperationException(vector.toString() + position);
  }

  /** Throws IllegalArgumentException for a vector that does not fit the schema. */
  public static FeatureVector read(AccountVector vector) {
    throw new UnsupportedOperationException(vector.getAccountId());
  }
}
