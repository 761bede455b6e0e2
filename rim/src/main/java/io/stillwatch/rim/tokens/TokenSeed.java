package io.stillwatch.rim.tokens;

import java.util.Set;

/** A token that is given by configuration: put into the table when the service starts. */
public record TokenSeed(String name, Set<Scope> scopes, String secret) {
  private static final int MIN_SECRET = 20;

  public TokenSeed {
    if (name.isBlank() || scopes.isEmpty()) {
      throw new IllegalArgumentException("a token seed without a name or scopes: " + name);
    }
    if (secret.length() < MIN_SECRET) {
      throw new IllegalArgumentException(
          "the secret of token " + name + " has fewer than " + MIN_SECRET + " characters");
    }
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "TokenSeed " + name + " " + scopes;
  }
}
