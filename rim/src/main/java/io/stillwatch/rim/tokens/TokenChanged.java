package io.stillwatch.rim.tokens;

import java.util.Set;

/**
 * A caller made or revoked a token over gRPC. Published within the transaction: a listener that
 * throws undoes it.
 *
 * @param caller the name of the caller's token
 * @param scopes what a new one may be used for; empty: it was revoked
 */
public record TokenChanged(String caller, String token, Set<Scope> scopes) {
  public TokenChanged {
    scopes = Set.copyOf(scopes);
  }

  public boolean isRevoked() {
    return scopes.isEmpty();
  }
}
