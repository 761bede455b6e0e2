package io.stillwatch.standalone.remote;

import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.EraseVerdictRequest;
import io.stillwatch.v1.EraseVerdictResponse;
import io.stillwatch.v1.ErasedClass;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ExplainAccountResponse;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.ListVerdictsRequest;
import io.stillwatch.v1.ListVerdictsResponse;
import io.stillwatch.v1.Reason;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stillwatch accounts}: what is held of accounts, and why. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = "Show accounts: their bands, risks and networks, and why.")
public final class AccountsCommand {
  /** Bands as a person writes them. */
  enum BandName {
    UNKNOWN(Band.BAND_UNKNOWN),
    NONE(Band.BAND_NONE),
    WATCH(Band.BAND_WATCH),
    SOFT(Band.BAND_SOFT),
    HARD(Band.BAND_HARD);

    private final Band band;

    BandName(Band band) {
      this.band = band;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List accounts by falling risk.")
  int list(
      @Mixin Remote remote,
      @Mixin Output output,
      @Mixin Pages pages,
      @Option(
              names = "--band",
              paramLabel = "BAND",
              description = "only this band: ${COMPLETION-CANDIDATES}")
          @Nullable BandName band,
      @Option(
              names = "--network",
              paramLabel = "ID",
              defaultValue = "",
              description = "only this network's members")
          String network) {
    ListVerdictsRequest.Builder request =
        ListVerdictsRequest.newBuilder().setNetworkId(network).setPageSize(pages.size());
    if (band != null) {
      request.setBand(band.band);
    }
    List<Verdict> verdicts =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> {
              VerdictServiceGrpc.VerdictServiceBlockingStub service =
                  VerdictServiceGrpc.newBlockingStub(channel);
              return pages.read(
                  token -> service.listVerdicts(request.setPageToken(token).build()),
                  ListVerdictsResponse::getVerdictsList,
                  ListVerdictsResponse::getNextPageToken);
            });
    output.print(
        ListVerdictsResponse.newBuilder().addAllVerdicts(verdicts).build(), AccountsCommand::table);
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show one account: its verdict, and the reasons by falling weight.")
  int show(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "ACCOUNT", description = "the account's id") String account) {
    ExplainAccountRequest request =
        ExplainAccountRequest.newBuilder()
            .setSubject(Subject.newBuilder().setAccountId(account))
            .build();
    ExplainAccountResponse answer =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> VerdictServiceGrpc.newBlockingStub(channel).explainAccount(request));
    output.print(answer, AccountsCommand::portrait);
    return 0;
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description = {
        "Remove everything that is kept of one account, for ever, and say what remains.",
        "Asks the feature service (--to, default: "
            + Remote.FEATURE_SERVICE
            + "), which tells every"
            + " model service that follows it, and then a model service (--models)."
      })
  int erase(
      @Mixin Remote remote,
      @Mixin Output output,
      @Mixin ModelsOfErasure models,
      @Option(names = "--yes", description = "do not ask") boolean sure,
      @Parameters(paramLabel = "ACCOUNT", description = "the account's id") String account) {
    if (!sure && !Confirmation.typed(account)) {
      throw new IllegalArgumentException(
          "nothing was erased: type the account's id when asked, or give --yes");
    }
    EraseAccountRequest request = EraseAccountRequest.newBuilder().setAccountId(account).build();
    EraseAccountResponse features =
        remote.stream(
            Remote.FEATURE_SERVICE,
            channel ->
                FeatureServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(1, TimeUnit.HOURS)
                    .eraseAccount(request));
    EraseVerdictRequest verdict = EraseVerdictRequest.newBuilder().setAccountId(account).build();
    EraseVerdictResponse verdicts =
        models
            .remote(remote)
            .call(
                Remote.MODEL_SERVICE,
                channel -> VerdictServiceGrpc.newBlockingStub(channel).eraseVerdict(verdict));
    output.print(
        features.toBuilder()
            .addAllRemoved(verdicts.getRemovedList())
            .addAllRemains(verdicts.getRemainsList())
            .build(),
        AccountsCommand::farewell);
    return 0;
  }

  private static String farewell(EraseAccountResponse answer) {
    Table removed = new Table("REMOVED", "COUNT");
    for (ErasedClass kind : answer.getRemovedList()) {
      removed.row(kind.getName(), String.format(Locale.ROOT, "%,d", kind.getRemoved()));
    }
    StringBuilder text = new StringBuilder(removed.toString()).append("\nWhat remains:\n");
    answer.getRemainsList().forEach(rest -> text.append("- ").append(rest).append('\n'));
    return text.toString();
  }

  private static String table(ListVerdictsResponse answer) {
    Table table = new Table("ACCOUNT", "BAND", "RISK", "RARER THAN 1 IN", "NETWORK");
    for (Verdict verdict : answer.getVerdictsList()) {
      table.row(
          verdict.getAccountId(),
          band(verdict),
          risk(verdict),
          rarity(verdict),
          Table.orDash(verdict.getNetworkId()));
    }
    return table.toString();
  }

  private static String portrait(ExplainAccountResponse answer) {
    Verdict verdict = answer.getVerdict();
    StringBuilder text = new StringBuilder();
    line(text, "account", verdict.getAccountId());
    line(text, "band", band(verdict));
    line(text, "risk", risk(verdict));
    line(text, "rarer than 1 in", rarity(verdict));
    line(text, "network", Table.orDash(verdict.getNetworkId()));
    line(text, "model", Table.orDash(verdict.getModelVersion()));
    if (verdict.getStale()) {
      line(text, "stale", "the vectors' stream is interrupted");
    }
    Table reasons = new Table("BITS", "REASON", "VALUE", "TYPICAL", "KIND", "WHY");
    for (Reason reason : answer.getReasonsList()) {
      reasons.row(
          String.format(Locale.ROOT, "%.1f", reason.getBits()),
          reason.getName(),
          Table.orDash(reason.getValue()),
          Table.orDash(reason.getTypicalRange()),
          Table.word(reason.getKind(), "REASON_KIND"),
          reason.getText());
    }
    return text.append('\n').append(reasons).toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-17s%s%n", name, value));
  }

  private static String band(Verdict verdict) {
    String band = Table.word(verdict.getBand(), "BAND");
    boolean learning = verdict.getLearningState() == LearningState.LEARNING_STATE_LEARNING;
    return learning ? band + " (learning)" : band;
  }

  private static String risk(Verdict verdict) {
    return verdict.hasRisk() ? String.format(Locale.ROOT, "%.3f", verdict.getRisk()) : "-";
  }

  private static String rarity(Verdict verdict) {
    return verdict.hasRarerThanOneIn()
        ? String.format(Locale.ROOT, "%,d", verdict.getRarerThanOneIn())
        : "-";
  }
}
