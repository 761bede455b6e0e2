package io.stillwatch.modelservice.decisions;

import io.stillwatch.detector.network.Corrections;
import io.stillwatch.detector.network.Decision;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code network_decisions}, and whom they moved. Safe for any number of threads and
 * replicas.
 */
@Component
public final class DecisionStore {
  private static final int ACCOUNTS_AT_ONCE = 1000;

  /** Until the transaction ends, so that numbers rise in the order in which they can be seen. */
  private static final String LOCK = "lock table network_decisions in exclusive mode";

  private static final String ADD =
      """
      insert into network_decisions (network_id, kind, decided_at, decided_by, snapshot_version,
        reason, label, expires_at, state, owner, other_network_ids)
      values (:network, :kind, :at, :by, :snapshot, :reason, :label, :expiresAt, :state, :owner,
        :others)
      returning number
      """;
  private static final String ADD_ACCOUNT =
      "insert into network_decision_accounts (number, account_id) values (?, ?)";
  private static final String LAST = "select coalesce(max(number), 0) from network_decisions";
  private static final String NEWER =
      """
      select number, network_id, kind, decided_at, decided_by, reason, label, expires_at, state,
        owner, other_network_ids
      from network_decisions
      where number > :first and number <= :last
      order by number
      """;
  private static final String ACCOUNTS =
      """
      select number, account_id
      from network_decision_accounts
      where number > :first and number <= :last
      """;
  private static final String COUNT =
      "select count(*) from network_decision_accounts where number <= :last";
  private static final String KNOWS =
      """
      select exists (
        select from network_decisions where network_id = :id or :id = any(other_network_ids))
      """;
  private static final String ERASE =
      "delete from network_decision_accounts where account_id = :account";

  private final JdbcClient jdbc;
  private final JdbcTemplate rows;

  /** In all decisions that were read last. */
  private volatile long accountsHeeded;

  DecisionStore(JdbcClient jdbc, JdbcTemplate rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /** Nobody else decides until this transaction ends. */
  public void lock() {
    jdbc.sql(LOCK).update();
  }

  /** The number of the last decision; 0: there is none. */
  public long last() {
    return jdbc.sql(LAST).query(Long.class).single();
  }

  /** Whether a decision names a network of that id. */
  public boolean knows(String networkId) {
    return jdbc.sql(KNOWS).param("id", networkId).query(Boolean.class).single();
  }

  /**
   * All decisions up to the last. Of those that are known only the newer ones are read, for none is
   * ever changed; but all, if an account was taken out of some of them, by whatever replica, or if
   * there are fewer than are known, as after a recovery of the database.
   */
  public Corrections corrections(Corrections known, long last) {
    boolean fits = last >= known.last() && accounts(known.last()) == accountsHeeded;
    Corrections before = fits ? known : Corrections.NONE;
    long accounts = accounts(last);
    Corrections all = before.and(between(before.last(), last), last);
    accountsHeeded = accounts;
    return all;
  }

  /** Those that decisions name, up to that one. */
  private long accounts(long last) {
    return jdbc.sql(COUNT).param("last", last).query(Long.class).single();
  }

  private List<Decision> between(long first, long last) {
    Map<Long, Set<String>> accounts = new HashMap<>();
    jdbc.sql(ACCOUNTS)
        .param("first", first)
        .param("last", last)
        .query(
            row -> {
              accounts
                  .computeIfAbsent(row.getLong("number"), number -> new HashSet<>())
                  .add(row.getString("account_id"));
            });
    return jdbc.sql(NEWER)
        .param("first", first)
        .param("last", last)
        .query((row, i) -> decision(row, accounts))
        .list();
  }

  /** Writes a decision; within the transaction that locked. */
  public void add(Decision decision, Ground ground) {
    String kind = "";
    String label = null;
    Instant expiresAt = null;
    String state = null;
    String owner = null;
    List<String> others = List.of();
    Collection<String> accounts = List.of();
    if (decision instanceof Decision.Labelled labelled) {
      kind = "LABEL";
      label = labelled.label().name();
      expiresAt = labelled.expiresAt();
    } else if (decision instanceof Decision.Handled handled) {
      kind = "CASE";
      boolean told = handled.state() != NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED;
      state = told ? handled.state().name() : null;
      owner = handled.owner();
    } else if (decision instanceof Decision.Split split) {
      kind = "SPLIT";
      others = List.of(split.newId());
      accounts = split.accountIds();
    } else if (decision instanceof Decision.Merged merged) {
      kind = "MERGE";
      others = merged.absorbedIds();
    }
    long number =
        jdbc.sql(ADD)
            .param("network", decision.networkId())
            .param("kind", kind)
            .param("at", Timestamp.from(ground.at()))
            .param("by", ground.by())
            .param("snapshot", ground.snapshotVersion())
            .param("reason", ground.reason())
            .param("label", label, Types.VARCHAR)
            .param("expiresAt", timestamp(expiresAt), Types.TIMESTAMP)
            .param("state", state, Types.VARCHAR)
            .param("owner", owner, Types.VARCHAR)
            .param("others", others.toArray(String[]::new))
            .query(Long.class)
            .single();
    rows.batchUpdate(
        ADD_ACCOUNT,
        accounts,
        ACCOUNTS_AT_ONCE,
        (row, account) -> {
          row.setLong(1, number);
          row.setString(2, account);
        });
  }

  /** Takes an account out of all decisions; returns out of how many. */
  public int erase(String accountId) {
    return jdbc.sql(ERASE).param("account", accountId).update();
  }

  private static Decision decision(ResultSet row, Map<Long, Set<String>> accounts)
      throws SQLException {
    String network = row.getString("network_id");
    String kind = row.getString("kind");
    return switch (kind) {
      case "LABEL" ->
          new Decision.Labelled(
              network,
              NetworkLabel.valueOf(row.getString("label")),
              row.getString("reason"),
              row.getString("decided_by"),
              row.getTimestamp("decided_at").toInstant(),
              instant(row.getTimestamp("expires_at")));
      case "CASE" -> new Decision.Handled(network, state(row), row.getString("owner"));
      case "SPLIT" ->
          new Decision.Split(
              network, others(row).get(0), accounts.getOrDefault(row.getLong("number"), Set.of()));
      case "MERGE" -> new Decision.Merged(network, others(row));
      default -> throw new IllegalStateException("a stored decision of the kind " + kind);
    };
  }

  private static NetworkCaseState state(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return state == null
        ? NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED
        : NetworkCaseState.valueOf(state);
  }

  private static List<String> others(ResultSet row) throws SQLException {
    return new ArrayList<>(Arrays.asList((String[]) row.getArray("other_network_ids").getArray()));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  /**
   * What a decision is founded on.
   *
   * @param by a person's or token's name
   * @param snapshotVersion what the person saw
   * @param reason may be empty
   */
  public record Ground(String by, Instant at, String snapshotVersion, String reason) {}
}
