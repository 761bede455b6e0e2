package io.stillwatch.rim.tokens;

import java.time.Instant;
import java.util.Set;

/** A token as it is kept: without its secret, of which only the SHA-256 is known. */
record StoredToken(String name, Set<Scope> scopes, String secretSha256, Instant createdAt) {
  StoredToken {
    scopes = Set.copyOf(scopes);
  }
}
