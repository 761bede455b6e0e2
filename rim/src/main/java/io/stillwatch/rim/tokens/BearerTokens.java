package io.stillwatch.rim.tokens;

import org.jspecify.annotations.Nullable;

/** Reads the header {@code Authorization: Bearer SECRET}. Waits on nothing. Thread-safe. */
public final class BearerTokens {
  private static final String BEARER = "Bearer ";

  private final TokenTable tokens;

  BearerTokens(TokenTable tokens) {
    this.tokens = tokens;
  }

  /** Whether the header carries a token that has the scope. */
  public boolean allow(@Nullable String authorization, Scope needed) {
    StoredToken token = find(authorization);
    return token != null && token.scopes().contains(needed);
  }

  /** Null: no header, no bearer token, or one that is not known. */
  @Nullable StoredToken find(@Nullable String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return authorization == null || !bearer
        ? null
        : tokens.find(authorization.substring(BEARER.length()).strip());
  }
}
