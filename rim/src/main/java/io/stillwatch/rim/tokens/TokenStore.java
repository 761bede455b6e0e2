package io.stillwatch.rim.tokens;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens in the table {@code tokens} of the service's own schema. */
final class TokenStore {
  private static final String ALL =
      """
      select name, scopes, secret_sha256, created_at
      from tokens
      order by name
      """;
  private static final String ADD =
      """
      insert into tokens (name, scopes, secret_sha256)
      values (:name, :scopes, :sha256)
      on conflict (name) do nothing
      """;
  private static final String SEED =
      """
      insert into tokens (name, scopes, secret_sha256)
      values (:name, :scopes, :sha256)
      on conflict (name) do update
      set scopes = excluded.scopes, secret_sha256 = excluded.secret_sha256
      """;
  private static final String LOCK = "lock table tokens in share row exclusive mode";
  private static final String REMOVE =
      """
      delete from tokens
      where name = :name
        and (not 'admin' = any (scopes)
             or exists (select 1 from tokens other
                        where other.name <> :name and 'admin' = any (other.scopes)))
      """;

  private final JdbcClient jdbc;

  TokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<StoredToken> all() {
    return jdbc.sql(ALL).query((row, number) -> token(row)).list();
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    Array scopes = row.getArray("scopes");
    return new StoredToken(
        row.getString("name"),
        Arrays.stream((String[]) scopes.getArray()).map(Scope::of).collect(Collectors.toSet()),
        row.getString("secret_sha256"),
        row.getTimestamp("created_at").toInstant());
  }

  /** False when the name is taken. */
  boolean add(String name, Set<Scope> scopes, String secret) {
    return write(ADD, name, scopes, secret) == 1;
  }

  void seed(TokenSeed seed) {
    int unused = write(SEED, seed.name(), seed.scopes(), seed.secret());
  }

  private int write(String sql, String name, Set<Scope> scopes, String secret) {
    return jdbc.sql(sql)
        .param("name", name)
        .param("scopes", scopes.stream().map(Scope::word).sorted().toArray(String[]::new))
        .param("sha256", Secret.sha256(secret))
        .update();
  }

  /** Until the transaction ends nobody else changes any. */
  void lock() {
    jdbc.sql(LOCK).update();
  }

  /** False when there is none of that name, or when it is the last one with the scope admin. */
  boolean remove(String name) {
    return jdbc.sql(REMOVE).param("name", name).update() == 1;
  }
}
