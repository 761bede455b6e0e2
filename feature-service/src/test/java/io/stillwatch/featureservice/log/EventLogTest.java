package io.stillwatch.featureservice.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.Identifiers;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is read again of a log with 7 accounts, on three days, whose first rows name nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLogTest {
  private static final int EVENTS = 6000;

  private RunningService service;
  private EventLog log;

  @BeforeAll
  void report() throws SQLException {
    service = RunningService.start(RunningService.newDatabase());
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (long number = 1; number <= EVENTS; number++) {
      reporter.send(Usage.event(number), number);
    }
    reporter.awaitDurable(EVENTS);
    sql("update events set account = null where position <= 500");
    log = service.bean(EventLog.class);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void append_everyEvent_namesItsAccount() throws SQLException {
    assertThat(
            sql(
                "select count(*) from events where account = "
                    + Identifiers.hash("account-3")
                    + " and position > 500"))
        .isEqualTo(LongStream.rangeClosed(501, EVENTS).filter(at -> at % 7 == 3).count());
  }

  @Test
  void replay_betweenTwoPositions_givesWhatLiesBetweenInOrder() throws SQLException {
    assertThat(positions(490, 5010, 0, 255))
        .containsExactlyElementsOf(LongStream.rangeClosed(491, 5010).boxed().toList());
    assertThat(positions(EVENTS, EVENTS, 0, 255)).isEmpty();
  }

  @Test
  void replay_someShards_givesTheirAccountsAlone() throws SQLException {
    int shard = Identifiers.shard("account-3");
    List<String> accounts = new ArrayList<>();
    log.replay(0, EVENTS, shard, shard, event -> accounts.add(event.event().accountId()));
    assertThat(accounts).hasSize(EVENTS / 7).containsOnly("account-3");
    int all = positions(0, EVENTS, 0, 99).size() + positions(0, EVENTS, 100, 255).size();
    assertThat(all).isEqualTo(EVENTS);
  }

  private List<Long> positions(long after, long upTo, int firstShard, int lastShard)
      throws SQLException {
    List<Long> positions = new ArrayList<>();
    log.replay(after, upTo, firstShard, lastShard, event -> positions.add(event.position()));
    return positions;
  }

  private long sql(String text) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(text)) {
        return statement.getUpdateCount();
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
