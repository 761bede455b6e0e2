package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.models.Crowned;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.ModelBundle;
import org.junit.jupiter.api.Test;

final class AccountFileTest {
  private final FeatureVector member = People.one("member", PlayedTable.START);

  @Test
  void of_judged_hasVerdictReasonsProfileAndHotStrand() {
    PlayedTable played = new PlayedTable(Crowned.by(Judge.of(model())));
    played.table.arrived(VectorWire.write(member, 1));
    played.table.arrived(VectorWire.write(People.one("other", PlayedTable.START), 2));
    AccountFile files = new AccountFile(played.table, played.champion);

    Dossier dossier = files.of("member").orElseThrow();

    assertThat(dossier.verdict())
        .isEqualTo(
            played.table.verdict("member").toBuilder()
                .setVectorAge(dossier.verdict().getVectorAge())
                .build());
    assertThat(dossier.verdict().getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(dossier.reasons()).isNotEmpty();
    assertThat(dossier.hasVector()).isTrue();
    assertThat(dossier.profile()).isEqualTo(member.account());
    assertThat(dossier.asOf()).isEqualTo(PlayedTable.START);
    assertThat(dossier.requests7d()).isEqualTo(100);
    assertThat(dossier.outputTokens7d()).isEqualTo(10_000);
    assertThat(dossier.strands()).hasSize(1);
    Strand strand = member.strands().get(0);
    Dossier.StrandRow row = dossier.strands().get(0);
    assertThat(row.share()).isEqualTo((float) strand.share());
    assertThat(row.events()).isEqualTo(40);
    assertThat(row.frame()).isEqualTo("%016x".formatted(strand.frameKey()));
    assertThat(row.hot()).isTrue();
    assertThat(files.of("other").orElseThrow().strands().get(0).hot()).isFalse();
  }

  @Test
  void of_strangerOrWhileLearning_isEmptyOrUnknown() {
    PlayedTable played = new PlayedTable(new Champion());
    played.table.arrived(VectorWire.write(member, 1));
    AccountFile files = new AccountFile(played.table, played.champion);

    Dossier dossier = files.of("member").orElseThrow();

    assertThat(dossier.verdict().getLearningState())
        .isEqualTo(LearningState.LEARNING_STATE_LEARNING);
    assertThat(dossier.reasons()).isEmpty();
    assertThat(dossier.strands()).hasSize(1).noneMatch(Dossier.StrandRow::hot);
    assertThat(files.of("nobody")).isEmpty();
  }

  @Test
  void state_beforeAndAfterTheFirstChampion_saysWhatIsServed() {
    PlayedTable played = new PlayedTable(new Champion());
    Serving serving = new Serving(played.table, played.rankings, played.champion);
    assertThat(serving.state())
        .isEqualTo(
            new ServingState(
                LearningState.LEARNING_STATE_LEARNING, true, java.time.Instant.EPOCH, 0, "", null));

    played.table.streamBegan(true);
    played.table.arrived(VectorWire.write(member, 1));
    played.table.arrived(VectorWire.write(People.one("o", PlayedTable.START.plusSeconds(9)), 2));
    played.table.snapshotComplete();
    Crowned.crown(played.champion, Judge.of(model()));

    ServingState state = serving.state();
    assertThat(state.learning()).isEqualTo(LearningState.LEARNING_STATE_READY);
    assertThat(state.stale()).isFalse();
    assertThat(state.newestEvent()).isEqualTo(PlayedTable.START.plusSeconds(9));
    assertThat(state.accounts()).isEqualTo(2);
    assertThat(state.modelVersion()).isEqualTo("v1");
    assertThat(state.modelTrainedAt()).isNotNull();
  }

  /** The member's frame is hot. */
  private ModelBundle model() {
    Strand strand = member.strands().get(0);
    ModelBundle bundle = Models.of("v1", "member");
    return Models.with(
        bundle.getNetworks().toBuilder()
            .addHotKeys(
                HotKey.newBuilder()
                    .setFamily(LinkFamily.LINK_FAMILY_FRAME_VALUE)
                    .setKey(strand.frameKey())
                    .addAllFrameBands(strand.frameBands())
                    .setNetworkId("net-1"))
            .build(),
        "v1");
  }
}
