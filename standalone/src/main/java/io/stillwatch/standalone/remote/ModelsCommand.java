package io.stillwatch.standalone.remote;

import io.grpc.Channel;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.RegisteredModel;
import io.stillwatch.v1.RollBackModelRequest;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stillwatch models}: the registry, and which model judges. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Show the registered models, and choose which one judges.")
public final class ModelsCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List models, newest first, with their gates, and who promoted which.")
  int list(@Mixin Remote remote, @Mixin Output output) {
    ListModelsResponse answer =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> service(channel).listModels(ListModelsRequest.getDefaultInstance()));
    output.print(answer, ModelsCommand::registry);
    return 0;
  }

  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = "Make a registered model the champion, which judges.")
  int promote(
      @Mixin Remote remote,
      @Mixin Output output,
      @Parameters(paramLabel = "VERSION", description = "the model's version") String version,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
          String reason,
      @Option(
              names = "--challenger",
              description = "make it the challenger, which is kept for comparison, instead")
          boolean challenger,
      @Option(names = "--despite-gates", description = "although a gate failed")
          boolean despiteGates) {
    ActivateModelRequest request =
        ActivateModelRequest.newBuilder()
            .setVersion(version)
            .setAlias(
                challenger ? ModelAlias.MODEL_ALIAS_CHALLENGER : ModelAlias.MODEL_ALIAS_CHAMPION)
            .setReason(reason)
            .setDespiteGates(despiteGates)
            .build();
    Promotion promotion =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> service(channel).activateModel(request).getPromotion());
    output.print(promotion, ModelsCommand::told);
    return 0;
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Make the champion before this one the champion again.")
  int rollBack(
      @Mixin Remote remote,
      @Mixin Output output,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
          String reason) {
    RollBackModelRequest request = RollBackModelRequest.newBuilder().setReason(reason).build();
    Promotion promotion =
        remote.call(
            Remote.MODEL_SERVICE,
            channel -> service(channel).rollBackModel(request).getPromotion());
    output.print(promotion, ModelsCommand::told);
    return 0;
  }

  private static ModelServiceGrpc.ModelServiceBlockingStub service(Channel channel) {
    return ModelServiceGrpc.newBlockingStub(channel);
  }

  private static String registry(ListModelsResponse answer) {
    Table models = new Table("VERSION", "USED AS", "DAY", "ACCOUNTS", "KEY", "GATES");
    for (RegisteredModel model : answer.getModelsList()) {
      models.row(
          model.getManifest().getVersion(),
          Table.orDash(
              model.getAliasesList().stream()
                  .map(ModelsCommand::word)
                  .collect(Collectors.joining(", "))),
          model.getManifest().getDay(),
          String.format(Locale.ROOT, "%,d", model.getManifest().getAccounts()),
          model.getKeyId(),
          gates(model));
    }
    Table promotions = new Table("WHEN", "ALIAS", "VERSION", "BEFORE", "BY", "REASON");
    for (Promotion promotion : answer.getPromotionsList()) {
      promotions.row(
          Timestamps.instant(promotion.getPromotedAt()).toString(),
          word(promotion.getAlias()),
          promotion.getVersion(),
          Table.orDash(promotion.getPreviousVersion()),
          promotion.getPromotedBy(),
          promotion.getReason());
    }
    return models + "\n" + promotions;
  }

  private static String gates(RegisteredModel model) {
    String failed =
        model.getManifest().getGatesList().stream()
            .filter(gate -> !gate.getPassed())
            .map(Gate::getText)
            .collect(Collectors.joining("; "));
    return failed.isEmpty() ? "held" : "failed: " + failed;
  }

  private static String told(Promotion promotion) {
    String before =
        promotion.getPreviousVersion().isEmpty() ? "no model" : promotion.getPreviousVersion();
    return "model "
        + promotion.getVersion()
        + " is the "
        + word(promotion.getAlias())
        + " after "
        + before;
  }

  private static String word(ModelAlias alias) {
    return Table.word(alias, "MODEL_ALIAS");
  }
}
