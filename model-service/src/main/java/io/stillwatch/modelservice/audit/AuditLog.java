package io.stillwatch.modelservice.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code audit_log}. An entry written within a transaction stands or falls with it. */
@Component
public final class AuditLog {
  private static final int LONGEST = 2000;
  private static final String ADD =
      """
      insert into audit_log (actor, via, action, subject, detail)
      values (:actor, :via, :action, :subject, :detail)
      """;
  private static final String BEFORE =
      """
      select number, happened_at, actor, via, action, subject, detail
      from audit_log
      where number < :before
        and (:action = '' or action = :action)
        and (:actor = '' or actor = :actor)
      order by number desc
      limit :size
      """;

  private final JdbcClient jdbc;

  AuditLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void add(Actor actor, AuditAction action, String subject, String detail) {
    jdbc.sql(ADD)
        .param("actor", storable(actor.name()))
        .param("via", actor.via().name())
        .param("action", action.name())
        .param("subject", storable(subject))
        .param("detail", storable(detail))
        .update();
  }

  /** PostgreSQL holds no NUL, and nobody reads on for ever. */
  private static String storable(String text) {
    String clean = text.replace('\0', ' ');
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }

  /**
   * Entries below a number, newest first.
   *
   * @param action the name of an {@link AuditAction}; empty: all
   * @param actor empty: all
   */
  public List<AuditEntry> before(long number, String action, String actor, int size) {
    return jdbc.sql(BEFORE)
        .param("before", number)
        .param("action", action)
        .param("actor", storable(actor))
        .param("size", size)
        .query((row, index) -> entry(row))
        .list();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getTimestamp("happened_at").toInstant(),
        new Actor(row.getString("actor"), Via.valueOf(row.getString("via"))),
        AuditAction.valueOf(row.getString("action")),
        row.getString("subject"),
        row.getString("detail"));
  }
}
