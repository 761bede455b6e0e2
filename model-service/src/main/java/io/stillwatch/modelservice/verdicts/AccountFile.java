package io.stillwatch.modelservice.verdicts;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.v1.Reason;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the dossier of one account, from memory. Costs one explanation; safe for any thread. */
@Component
public final class AccountFile {
  private final VerdictTable table;
  private final Champion champion;

  AccountFile(VerdictTable table, Champion champion) {
    this.table = table;
    this.champion = champion;
  }

  /** Empty: a stranger. */
  public Optional<Dossier> of(String accountId) {
    return Optional.ofNullable(table.held(accountId))
        .map(held -> held.hasVector() ? full(held) : withoutVector(held));
  }

  /** Why, by whoever judged. Nothing without a vector or a judge. */
  static List<Reason> reasons(Held held) {
    Judge judge = held.judge();
    return judge == null || !held.hasVector()
        ? List.of()
        : judge.explain(held.featureVector()).stream().map(Answers::of).toList();
  }

  private Dossier full(Held held) {
    FeatureVector vector = held.featureVector();
    Judge judge = champion.judge();
    return new Dossier(
        table.shown(held, held.accountId()),
        reasons(held),
        true,
        vector.account(),
        held.asOf(),
        held.requests7d(),
        held.outputTokens7d(),
        vector.strands().stream().map(strand -> row(strand, judge)).toList());
  }

  private Dossier withoutVector(Held held) {
    AccountProfile profile =
        new AccountProfile(
            held.accountId(),
            held.organisationId(),
            held.plan(),
            0,
            null,
            "",
            false,
            held.apiKeys());
    return new Dossier(
        table.shown(held, held.accountId()),
        List.of(),
        false,
        profile,
        held.asOf(),
        held.requests7d(),
        held.outputTokens7d(),
        List.of());
  }

  private static Dossier.StrandRow row(Strand strand, @Nullable Judge judge) {
    return new Dossier.StrandRow(
        strand.share(),
        strand.events(),
        HexFormat.of().toHexDigits(strand.frameKey()),
        judge != null && judge.isHot(strand));
  }
}
