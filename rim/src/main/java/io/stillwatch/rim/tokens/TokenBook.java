package io.stillwatch.rim.tokens;

import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes, lists and revokes the tokens of this service. Waits for the database. */
public final class TokenBook {
  private static final int MAX_NAME = 64;

  private final TokenStore store;
  private final TokenTable table;
  private final TransactionTemplate transaction;

  TokenBook(TokenStore store, TokenTable table, TransactionTemplate transaction) {
    this.store = store;
    this.table = table;
    this.transaction = transaction;
  }

  /**
   * One token, without its secret.
   *
   * @param lastUsedAt at this replica, to about a second; null: not since it started
   */
  public record Entry(
      String name, Set<Scope> scopes, Instant createdAt, @Nullable Instant lastUsedAt) {}

  /** By name. */
  public List<Entry> all() {
    table.refresh();
    return table.byName().stream().map(this::entry).toList();
  }

  public Optional<Entry> find(String name) {
    return all().stream().filter(named(name)).findFirst();
  }

  /**
   * The new token's secret, which is known nowhere else. Throws IllegalArgumentException for a bad
   * name or no scopes, and ALREADY_EXISTS for a name that is taken.
   *
   * @param note writes down who did it, in the same transaction: the token is made with it or not
   */
  public String create(String name, Set<Scope> scopes, Runnable note) {
    requireName(name);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("token " + name + " without scopes");
    }
    String secret = Secret.random();
    together(() -> add(name, scopes, secret), note);
    return secret;
  }

  private void add(String name, Set<Scope> scopes, String secret) {
    if (!store.add(name, scopes, secret)) {
      throw Status.ALREADY_EXISTS
          .withDescription("a token is called \"" + name + "\" already")
          .asRuntimeException();
    }
  }

  /**
   * Throws NOT_FOUND, or FAILED_PRECONDITION for the last token with the scope admin.
   *
   * @param note writes down who did it, in the same transaction: the token goes with it or stays
   */
  public void revoke(String name, Runnable note) {
    if (find(name).isEmpty()) {
      throw Status.NOT_FOUND
          .withDescription("no token is called \"" + name + "\"")
          .asRuntimeException();
    }
    together(() -> remove(name), note);
  }

  /** The table learns of it once it is committed. */
  private void together(Runnable change, Runnable note) {
    transaction.executeWithoutResult(
        status -> {
          change.run();
          note.run();
        });
    table.refresh();
  }

  private void remove(String name) {
    store.lock();
    if (!store.remove(name)) {
      throw Status.FAILED_PRECONDITION
          .withDescription("\"" + name + "\" is the last token with the scope \"admin\"")
          .asRuntimeException();
    }
  }

  private Entry entry(StoredToken token) {
    return new Entry(token.name(), token.scopes(), token.createdAt(), table.lastUsed(token.name()));
  }

  private static Predicate<Entry> named(String name) {
    return token -> token.name().equals(name);
  }

  private static void requireName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a token's name has 1 to " + MAX_NAME + " characters, not " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a token's name has a control character");
    }
  }
}
