package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.ModelManifest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Accounts whose erasure this service heard of since its start, and when it was. A model file from
 * before still names them; lists of its networks' members do not. Thread-safe.
 */
@Component
public final class ErasedAccounts {
  private final Map<String, Instant> erasedAt = new ConcurrentHashMap<>();

  void add(String accountId, Instant at) {
    erasedAt.merge(accountId, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Whether the account was erased after that model was trained. */
  public boolean areNamedBy(ModelManifest model, String accountId) {
    Instant at = erasedAt.get(accountId);
    return at != null && !Timestamps.instant(model.getTrainedAt()).isAfter(at);
  }
}
