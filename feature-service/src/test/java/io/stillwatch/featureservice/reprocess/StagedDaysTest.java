package io.stillwatch.featureservice.reprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.accounts.AccountStates;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StagedDaysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final String BACK = Story.account(1);
  private static final String GONE = Story.account(4);
  private static final String BEFORE = Story.account(9);

  private static final String SINCE = "0 01";

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
      tables.execute("delete from daily_vectors where account_id = '" + GONE + "'");
      tables.execute(
          "update daily_vectors set vector = '\\x01' where account_id in ('%s', '%s')"
              .formatted(BACK, BEFORE));
      assertThat(staged.replace(DAY)).isTrue();
      Map<String, String> after = vectors(tables);
      assertThat(after).containsEntry(DAY + " " + BACK, SINCE);
      before.remove(DAY + " " + GONE);
      assertThat(after.keySet()).isEqualTo(before.keySet());
      after.remove(DAY + " " + BACK);
      assertThat(after).doesNotContainValue(SINCE);
      assertThat(tables.number("select accounts from closed_days where day = '" + DAY + "'"))
          .isEqualTo(Story.ACCOUNTS - 1);
      assertThat(staged.replace(DAY.minusYears(1))).as("a day that is not kept").isFalse();
    }
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
