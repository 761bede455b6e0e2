package io.stillwatch.modelservice.dashboard.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code people}. */
@Component
final class PersonStore {
  private static final String COLUMNS =
      """
      select name, role, must_change_password, is_disabled, locked_until, epoch, created_at,
        last_sign_in_at
      from people
      """;
  private static final String ALL = COLUMNS + "order by name";
  private static final String ONE = COLUMNS + "where name = :name";
  private static final String HASH = "select password_hash from people where name = :name";
  private static final String LOCK_ALL = "lock table people in share row exclusive mode";
  private static final String ADD =
      """
      insert into people (name, password_hash, role, must_change_password)
      values (:name, :hash, :role, true)
      on conflict (name) do nothing
      """;
  private static final String FAILED =
      """
      update people set
        failed_sign_ins = case when failed_sign_ins + 1 >= :most then 0 else failed_sign_ins + 1 end,
        locked_until = case when failed_sign_ins + 1 >= :most
          then now() + make_interval(secs => :seconds) else locked_until end
      where name = :name
      returning failed_sign_ins = 0
      """;
  private static final String SUCCEEDED =
      """
      update people set failed_sign_ins = 0, locked_until = null, last_sign_in_at = now()
      where name = :name and (locked_until is null or locked_until <= now())
      """;
  private static final String PASSWORD =
      """
      update people set password_hash = :hash, must_change_password = :mustChange,
        failed_sign_ins = 0, locked_until = null, epoch = epoch + 1
      where name = :name
      """;
  private static final String OWN_PASSWORD =
      """
      update people set password_hash = :hash, must_change_password = false,
        failed_sign_ins = 0, epoch = epoch + 1
      where name = :name and (locked_until is null or locked_until <= now())
      """;
  private static final String STANDING =
      """
      update people set role = :role, is_disabled = :disabled, epoch = epoch + 1
      where name = :name
      """;

  private final JdbcClient jdbc;

  PersonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Person> all() {
    return jdbc.sql(ALL).query((row, number) -> person(row)).list();
  }

  Optional<Person> find(String name) {
    return jdbc.sql(ONE).param("name", name).query((row, number) -> person(row)).optional();
  }

  Optional<String> hash(String name) {
    return jdbc.sql(HASH).param("name", name).query(String.class).optional();
  }

  /** Until the transaction ends nobody else changes anybody. */
  void lock() {
    jdbc.sql(LOCK_ALL).update();
  }

  /** False when the name is taken. */
  boolean add(String name, String hash, Role role) {
    return jdbc.sql(ADD).param("name", name).param("hash", hash).param("role", role.name()).update()
        == 1;
  }

  /** Whether that was the last try before being locked out. */
  boolean noteFailure(String name, int most, Duration lockout) {
    return jdbc.sql(FAILED)
        .param("name", name)
        .param("most", most)
        .param("seconds", lockout.toMillis() / 1000.0)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** False when the person was locked out meanwhile, by tries at the same time. */
  boolean noteSuccess(String name) {
    return jdbc.sql(SUCCEEDED).param("name", name).update() == 1;
  }

  void setPassword(String name, String hash, boolean mustChange) {
    jdbc.sql(PASSWORD)
        .param("name", name)
        .param("hash", hash)
        .param("mustChange", mustChange)
        .update();
  }

  /** Somebody's own choice. False when they are locked out, be it by tries at the same time. */
  boolean choosePassword(String name, String hash) {
    return jdbc.sql(OWN_PASSWORD).param("name", name).param("hash", hash).update() == 1;
  }

  void setStanding(String name, Role role, boolean disabled) {
    jdbc.sql(STANDING)
        .param("name", name)
        .param("role", role.name())
        .param("disabled", disabled)
        .update();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("must_change_password"),
        row.getBoolean("is_disabled"),
        instant(row.getTimestamp("locked_until")),
        row.getLong("epoch"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("last_sign_in_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
