package io.stillwatch.rim.tokens;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in memory, by digest. A look-up waits on nothing; while the database is down the table
 * stays as it was. A stream ends when the token that opened it is not in the table any more, or has
 * lost the scope. Thread-safe.
 */
final class TokenTable {
  private final TokenStore store;
  private final OpenStreams streams;
  private final LastUses lastUses = new LastUses();
  private volatile Map<String, StoredToken> bySha256 = Map.of();

  TokenTable(TokenStore store, OpenStreams streams) {
    this.store = store;
    this.streams = streams;
  }

  void refresh() {
    bySha256 =
        store.all().stream()
            .collect(Collectors.toUnmodifiableMap(StoredToken::secretSha256, Function.identity()));
    streams.endUnless(this::holds);
  }

  private boolean holds(OpenStreams.Permit permit) {
    StoredToken token = bySha256.get(permit.token().secretSha256());
    return token != null && token.scopes().contains(permit.needed());
  }

  @Nullable StoredToken find(String secret) {
    StoredToken token = bySha256.get(Secret.sha256(secret));
    if (token != null) {
      lastUses.note(token.name(), Clock.systemUTC().instant());
    }
    return token;
  }

  List<StoredToken> byName() {
    return bySha256.values().stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  @Nullable Instant lastUsed(String name) {
    return lastUses.of(name);
  }
}
