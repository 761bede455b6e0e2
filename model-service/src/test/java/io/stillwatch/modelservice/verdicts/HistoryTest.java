package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.decisions.DecisionStore;
import io.stillwatch.modelservice.verdicts.VerdictHistory.Change;
import io.stillwatch.modelservice.verdicts.VerdictHistory.Point;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

final class HistoryTest {
  private List<String> database;
  private PlayedVectors features;
  private RunningService service;

  @BeforeEach
  void start() {
    database = RunningService.newDatabase();
    features = new PlayedVectors();
    service = RunningService.start(database, features);
  }

  @AfterEach
  void stop() {
    service.close();
    features.close();
  }

  @Test
  void of_suspectAndBystander_hasTheBandsAndTheModelsOfTheSuspect() {
    Instant before = Instant.now();
    features.put(People.one("suspect", Instant.now()));
    features.put(People.one("bystander", Instant.now(), 3));
    champion(Models.of("v1", "suspect"));
    champion(Models.of("v2", "suspect"));
    champion(Models.of("v3", "bystander"));
    Await.until("soft in turn", () -> service.check("bystander").getBand() == Band.BAND_SOFT);

    Await.until("written", () -> bands("suspect").size() == 3 && bands("bystander").size() == 1);
    List<Point> suspect = history().of("suspect");
    assertThat(suspect).extracting(Point::modelVersion).containsExactly("v1", "v2", "v3");
    assertThat(bands("suspect").subList(0, 2)).containsOnly(Band.BAND_SOFT);
    assertThat(bands("suspect").get(2)).isIn(Band.BAND_NONE, Band.BAND_WATCH);
    assertThat(suspect.get(0).networkId()).isEqualTo("net-1");
    assertThat(suspect.get(2).networkId()).isEmpty();
    assertThat(suspect).allMatch(point -> point.risk() != null && point.at().isAfter(before));
    assertThat(suspect).extracting(Point::at).isSorted();
    assertThat(history().of("nobody")).isEmpty();
    assertThat(history().of("no\0body")).isEmpty();
  }

  @Test
  void recent_changes_areNewestFirstAndGrowTheVersion() {
    features.put(People.one("suspect", Instant.now()));
    features.put(People.one("bystander", Instant.now(), 3));
    champion(Models.of("v1", "suspect"));
    long version = history().version();
    champion(Models.of("v2", "bystander"));
    Await.until("two more", () -> history().recent(10).size() == 3);

    assertThat(history().version()).isGreaterThan(version);
    assertThat(history().recent(10).get(2))
        .matches(change -> change.accountId().equals("suspect") && change.to() == Band.BAND_SOFT)
        .matches(change -> change.networkId().equals("net-1"));
    assertThat(history().recent(2))
        .extracting(Change::accountId)
        .containsExactlyInAnyOrder("suspect", "bystander");
    assertThat(history().recent(1)).hasSize(1);
    assertThatIllegalArgumentException().isThrownBy(() -> history().recent(0));
  }

  @Test
  void start_featureServiceAway_listsAndHistoryAreThereAtOnce() {
    features.put(People.one("suspect", Instant.now()));
    champion(Models.of("v1", "suspect"));
    Await.until("written", () -> bands("suspect").size() == 1);
    Await.until("stored", () -> rows("select count(*) from verdicts where plan = 'team'") == 1);
    service.close();
    features.stop();

    service = RunningService.start(database, features);
    List<AccountRow> rows =
        service
            .part(Roster.class)
            .page(new RosterQuery(RosterQuery.Order.WORST_FIRST, null, "team", "", "", "", "", 10))
            .rows();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).band()).isEqualTo(Band.BAND_SOFT);
    assertThat(rows.get(0).requests7d()).isEqualTo(100);
    assertThat(rows.get(0).outputTokens7d()).isEqualTo(10_000);
    assertThat(history().recent(10)).extracting(Change::accountId).containsExactly("suspect");
    assertThat(history().of("suspect")).hasSize(1);
    Dossier dossier = service.part(AccountFile.class).of("suspect").orElseThrow();
    assertThat(dossier.hasVector()).isFalse();
    assertThat(dossier.profile().plan()).isEqualTo("team");
    assertThat(dossier.profile().apiKeyTokens()).containsExactly("key-of-suspect");
    assertThat(dossier.reasons()).isEmpty();
    assertThat(service.part(Serving.class).state().stale()).isTrue();

    features.start();
    Await.until("fresh", () -> !service.check("suspect").getStale());
    features.put(People.one("later", Instant.now()));
    Await.until("later one", () -> bands("later").size() == 1);
    assertThat(history().of("suspect")).as("nothing changed").hasSize(1);
    assertThat(history().recent(10)).hasSize(1);
  }

  @Test
  void save_whatAnotherReplicaWrote_isLeftOut() {
    features.put(People.one("suspect", Instant.now()));
    champion(Models.of("v1", "suspect"));
    Await.until("written", () -> bands("suspect").size() == 1);
    Held held = service.part(VerdictTable.class).held("suspect");
    Changes noted = new Changes();
    noted.note(null, held);

    replica(noted, new ServiceClock(ServiceClock.Source.SYSTEM)).save();

    assertThat(rows("select count(*) from verdict_history")).isEqualTo(1);
  }

  @Test
  void purge_after400Days_removesWhatIsOld() {
    features.put(People.one("suspect", Instant.now()));
    champion(Models.of("v1", "suspect"));
    Await.until("written", () -> bands("suspect").size() == 1);
    ServiceClock clock = new ServiceClock(ServiceClock.Source.EVENTS);
    VerdictHistory replica = replica(new Changes(), clock);

    clock.advanceTo(Instant.now().plus(Duration.ofDays(399)));
    replica.purge();
    assertThat(rows("select count(*) from verdict_history")).isEqualTo(1);
    clock.advanceTo(Instant.now().plus(Duration.ofDays(401)));
    replica.purge();
    assertThat(rows("select count(*) from verdict_history")).isZero();
  }

  @Test
  void between_clockOfEvents_isASampleASlotAndThinned() {
    features.put(People.one("one", PlayedTable.START));
    Await.until("there", () -> service.part(Roster.class).size() == 1);
    Await.until("fresh", () -> !service.check("one").getStale());
    ServiceClock clock = new ServiceClock(ServiceClock.Source.EVENTS);
    BandHistory bands =
        new BandHistory(
            service.part(DataSource.class),
            service.part(Roster.class),
            service.part(VerdictTable.class),
            clock);
    Instant start = PlayedTable.START;
    bands.look();
    assertThat(bands.between(Instant.EPOCH, start, 10)).as("no event yet").isEmpty();
    for (int minute = 0; minute < 200; minute += 5) {
      clock.advanceTo(start.plusSeconds(60 * minute + 3));
      bands.look();
    }

    Instant end = start.plus(Duration.ofHours(4));
    List<BandHistory.Sample> all = bands.between(start, end, 100);
    assertThat(all).hasSize(20).extracting(BandHistory.Sample::at).isSorted();
    assertThat(all.get(1).at()).isEqualTo(start.plus(BandHistory.SLOT));
    assertThat(all.get(0).counts())
        .isEqualTo(
            Map.of(
                Band.BAND_UNKNOWN, 1L,
                Band.BAND_NONE, 0L,
                Band.BAND_WATCH, 0L,
                Band.BAND_SOFT, 0L,
                Band.BAND_HARD, 0L));
    List<BandHistory.Sample> thinned = bands.between(start, end, 6);
    assertThat(thinned).hasSize(5);
    assertThat(thinned.get(4)).isEqualTo(all.get(19));
    assertThat(bands.between(start.plus(Duration.ofHours(1)), end, 100)).hasSize(14);
    assertThatIllegalArgumentException().isThrownBy(() -> bands.between(end, start, 5));
    clock.advanceTo(start.plus(Duration.ofDays(401)));
    bands.look();
    assertThat(bands.between(start, end, 100)).as("too old").isEmpty();
  }

  private void champion(io.stillwatch.v1.ModelBundle bundle) {
    String version = bundle.getManifest().getVersion();
    Await.until("seen", () -> !service.check("suspect").getStale());
    service.makeChampion(bundle);
    Await.until("judged", () -> service.check("suspect").getModelVersion().equals(version));
  }

  private VerdictHistory replica(Changes changes, ServiceClock clock) {
    return new VerdictHistory(
        service.part(DataSource.class),
        service.part(DecisionStore.class),
        service.part(TransactionTemplate.class),
        changes,
        clock);
  }

  private VerdictHistory history() {
    return service.part(VerdictHistory.class);
  }

  private List<Band> bands(String accountId) {
    return history().of(accountId).stream().map(Point::band).toList();
  }

  private long rows(String sql) {
    Long count = new JdbcTemplate(service.part(DataSource.class)).queryForObject(sql, Long.class);
    return count == null ? 0 : count;
  }
}
