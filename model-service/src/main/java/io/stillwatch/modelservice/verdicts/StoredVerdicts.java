package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The copy of the verdict table in PostgreSQL: read once at the start, written behind. What could
 * not be written is tried again. For one thread.
 */
@Component
final class StoredVerdicts {
  private static final int BATCH = 2000;
  private static final String ALL =
      """
      select account_id, band, risk, rarer_than_one_in, network_id, model_version,
        snapshot_version, vector_position, vector_as_of, judged_at, api_key_tokens,
        organisation_id, plan, requests_7d, output_tokens_7d
      from verdicts
      """;
  private static final String SAVE =
      """
      insert into verdicts (account_id, band, risk, rarer_than_one_in, network_id, model_version,
        snapshot_version, vector_position, vector_as_of, judged_at, api_key_tokens,
        organisation_id, plan, requests_7d, output_tokens_7d)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (account_id) do update set
        band = excluded.band, risk = excluded.risk,
        rarer_than_one_in = excluded.rarer_than_one_in, network_id = excluded.network_id,
        model_version = excluded.model_version, snapshot_version = excluded.snapshot_version,
        vector_position = excluded.vector_position, vector_as_of = excluded.vector_as_of,
        judged_at = excluded.judged_at, api_key_tokens = excluded.api_key_tokens,
        organisation_id = excluded.organisation_id, plan = excluded.plan,
        requests_7d = excluded.requests_7d, output_tokens_7d = excluded.output_tokens_7d
      """;
  private static final String REMOVE = "delete from verdicts where account_id = any (?)";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final VerdictTable table;

  StoredVerdicts(DataSource source, TransactionTemplate transaction, VerdictTable table) {
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(BATCH);
    this.transaction = transaction;
    this.table = table;
  }

  /** Fills the table. A cursor, so that millions of rows are never in memory twice. */
  void load() {
    transaction.executeWithoutResult(
        status -> {
          try (Stream<Held> stored = jdbc.queryForStream(ALL, (row, number) -> held(row))) {
            table.restore(stored);
          }
        });
  }

  /** Writes all that changed, in batches by rising account id, so that replicas do not deadlock. */
  void save() {
    List<String> batch = new ArrayList<>(BATCH);
    for (String accountId : new TreeSet<>(table.unsaved())) {
      batch.add(accountId);
      if (batch.size() == BATCH) {
        save(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      save(batch);
    }
  }

  private void save(List<String> accountIds) {
    accountIds.forEach(table.unsaved()::remove);
    List<Held> present = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String accountId : accountIds) {
      Held held = table.held(accountId);
      if (held == null) {
        gone.add(accountId);
      } else if (!held.verdict().getModelVersion().isEmpty()) {
        present.add(held);
      }
    }
    try {
      transaction.executeWithoutResult(status -> write(present, gone));
    } catch (RuntimeException failed) {
      table.unsaved().addAll(accountIds);
      throw failed;
    }
  }

  private void write(List<Held> present, List<String> gone) {
    jdbc.batchUpdate(SAVE, present, BATCH, StoredVerdicts::fill);
    if (!gone.isEmpty()) {
      jdbc.update(REMOVE, statement -> statement.setArray(1, texts(statement, gone)));
    }
  }

  private static void fill(PreparedStatement row, Held held) throws SQLException {
    Verdict verdict = held.verdict();
    row.setString(1, verdict.getAccountId());
    row.setString(2, verdict.getBand().name());
    row.setObject(3, verdict.hasRisk() ? verdict.getRisk() : null, java.sql.Types.DOUBLE);
    row.setObject(
        4, verdict.hasRarerThanOneIn() ? verdict.getRarerThanOneIn() : null, java.sql.Types.BIGINT);
    row.setString(5, verdict.getNetworkId());
    row.setString(6, verdict.getModelVersion());
    row.setString(7, verdict.getSnapshotVersion());
    row.setLong(8, verdict.getVectorPosition());
    row.setTimestamp(9, Timestamp.from(held.asOf()));
    row.setTimestamp(10, Timestamp.from(Timestamps.instant(verdict.getJudgedAt())));
    row.setArray(11, texts(row, held.apiKeys()));
    row.setString(12, held.organisationId());
    row.setString(13, held.plan());
    row.setLong(14, held.requests7d());
    row.setLong(15, held.outputTokens7d());
  }

  private static Array texts(PreparedStatement statement, List<String> texts) throws SQLException {
    Connection connection = statement.getConnection();
    return connection.createArrayOf("text", texts.toArray());
  }

  private static Held held(ResultSet row) throws SQLException {
    Instant judgedAt = row.getTimestamp("judged_at").toInstant();
    Verdict.Builder verdict =
        Verdict.newBuilder()
            .setAccountId(row.getString("account_id"))
            .setBand(Band.valueOf(row.getString("band")))
            .setAction(Answers.ACTION)
            .setNetworkId(row.getString("network_id"))
            .setModelVersion(row.getString("model_version"))
            .setSnapshotVersion(row.getString("snapshot_version"))
            .setVectorPosition(row.getLong("vector_position"))
            .setJudgedAt(Timestamps.timestamp(judgedAt));
    double risk = row.getDouble("risk");
    if (!row.wasNull()) {
      verdict.setRisk(risk).setRarerThanOneIn(row.getLong("rarer_than_one_in"));
    }
    Array keys = row.getArray("api_key_tokens");
    return Held.stored(
        verdict.build(),
        row.getTimestamp("vector_as_of").toInstant(),
        List.of((String[]) keys.getArray()),
        new Held.Listing(
            row.getString("organisation_id"),
            row.getString("plan"),
            row.getLong("requests_7d"),
            row.getLong("output_tokens_7d")));
  }
}
