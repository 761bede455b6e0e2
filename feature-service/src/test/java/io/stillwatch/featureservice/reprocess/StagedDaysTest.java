package io.stillwatch.featureservice.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.accounts.AccountStates;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StagedDaysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final String BACK = "account-1";
  private static final String GONE = "account-4";
  private static final String BEFORE = "account-9";

  private final String database = RunningService.newDatabase();
  private final Story story = new Story(13);

  /** Their vectors were staged before they were erased, or from what was read before. */
  @Test
  void replace_accountsErasedSinceItBegan_keepsWhatTheyDidSinceAndNothingElse() throws Exception {
    try (RunningService service = ReprocessTest.start(database);
        Tables tables = new Tables(database)) {
      story.report(service, 0, story.until(3));
      Map<String, String> before = vectors(tables);
      AccountStates states = service.bean(AccountStates.class);
      StagedDays staged = service.bean(StagedDays.class);
      staged.begin(states.position());
      staged.add(DAY, states);
      erased(tables, BEFORE, states.position());
      erased(tables, BACK, states.position() + 1);
      erased(tables, GONE, states.position() + 2);
      tables.changeVectors(
          vector ->
              switch (vector.getAccountId()) {
                case GONE -> Optional.empty();
                case BACK, BEFORE -> Optional.of(vector.toBuilder().setPlan("since").build());
                default -> Optional.of(vector);
              });
      Map<String, String> since = vectors(tables);
      assertThat(staged.replace(DAY)).isTrue();
      Map<String, String> after = vectors(tables);
      assertThat(after)
          .containsEntry(DAY + " " + BACK, since.get(DAY + " " + BACK))
          .containsKey(DAY + " " + BEFORE)
          .doesNotContainEntry(DAY + " " + BEFORE, since.get(DAY + " " + BEFORE));
      before.remove(DAY + " " + GONE);
      assertThat(after.keySet()).isEqualTo(before.keySet());
      assertThat(tables.number("select accounts from closed_days where day = '" + DAY + "'"))
          .isEqualTo(Story.ACCOUNTS - 1);
      assertThat(staged.replace(DAY.minusYears(1))).as("a day that is not kept").isFalse();
    }
  }

  /** The day is written, and nobody sees it yet. */
  @Test
  void replace_eraseAccountBeforeItsCommit_doesNotBringItBack() throws Exception {
    try (RunningService service = ReprocessTest.start(database);
        Tables tables = new Tables(database);
        Tables holder = new Tables(database)) {
      story.report(service, 0, story.until(3));
      AccountStates states = service.bean(AccountStates.class);
      StagedDays staged = service.bean(StagedDays.class);
      staged.begin(states.position());
      staged.add(DAY, states);
      holder.hold("log");
      CompletableFuture<Boolean> replacing = CompletableFuture.supplyAsync(() -> replace(staged));
      awaitWaiting(tables, 1);
      CompletableFuture<?> erasing =
          CompletableFuture.supplyAsync(() -> ReprocessTest.erase(service, GONE));
      awaitWaiting(tables, 2);
      holder.letGo();
      assertThat(replacing.get(20, TimeUnit.SECONDS)).isTrue();
      erasing.get(20, TimeUnit.SECONDS);
      assertThat(vectors(tables)).hasSize(Story.ACCOUNTS - 1).doesNotContainKey(DAY + " " + GONE);
    }
  }

  private static boolean replace(StagedDays staged) {
    try {
      return staged.replace(DAY);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void awaitWaiting(Tables tables, int transactions) {
    Reporter.Await.until(
        transactions + " wait",
        () -> {
          try {
            return tables.number(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")
                == transactions;
          } catch (SQLException failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private static void erased(Tables tables, String account, long position) throws Exception {
    tables.execute(
        "insert into erased_accounts (position, account_id, erased_at) values (%d, '%s', now())"
            .formatted(position, account));
  }

  /** The day's vectors, each after a 0. */
  private static Map<String, String> vectors(Tables tables) throws Exception {
    Map<String, String> vectors = new TreeMap<>(tables.days());
    vectors.keySet().removeIf(row -> !row.startsWith(DAY + " "));
    return vectors;
  }
}
