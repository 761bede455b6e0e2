package io.stillwatch.modelservice.models;

import io.grpc.Status;
import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.TrustedKeys;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.Promotion;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves aliases, each move and its line of history in one transaction under the alias's lock: of
 * two replicas that promote at once one comes second, and its line says so.
 */
@Component
public final class Promotions {
  private static final int MAX_REASON = 1000;

  private final ModelStore store;
  private final TrustedKeys keys;
  private final ChampionWatch champion;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  Promotions(
      ModelStore store,
      TrustedKeys keys,
      ChampionWatch champion,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.store = store;
    this.keys = keys;
    this.champion = champion;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * Returns when the model judges. A repeated call changes nothing and answers with the promotion
   * that stands. Throws as {@code ModelService.ActivateModel} documents.
   */
  public Promotion activate(ActivateModelRequest request, Actor by) {
    ModelAlias alias = alias(request.getAlias());
    String version = version(request.getVersion());
    String reason = reason(request.getReason()) + gates(request);
    String onlyAfter = request.getOnlyAfter();
    requireVersion("only_after", onlyAfter, 0);
    return inTransaction(() -> promote(alias, version, onlyAfter, by, reason));
  }

  private Promotion promote(
      ModelAlias alias, String version, String onlyAfter, Actor by, String reason) {
    String previous = store.lock(alias);
    if (previous.equals(version)) {
      return store.lastPromotion(alias).orElseThrow();
    }
    if (!onlyAfter.isEmpty() && !onlyAfter.equals(previous)) {
      throw Status.ABORTED
          .withDescription(
              "the alias has another version than \"" + onlyAfter + "\": \"" + previous + '"')
          .asRuntimeException();
    }
    requireUsable(version);
    audit.add(by, AuditAction.MODEL_PROMOTED, version, reason);
    return store.move(new ModelStore.Move(alias, version, previous, false, by.name(), reason));
  }

  /**
   * Goes back one step for each call; steps back are not themselves gone back. Throws as {@code
   * ModelService.RollBackModel} documents.
   */
  public Promotion rollBack(String toldReason, Actor by) {
    String reason = reason(toldReason);
    return inTransaction(
        () -> {
          ModelAlias alias = ModelAlias.MODEL_ALIAS_CHAMPION;
          String current = store.lock(alias);
          String before = keptBefore(alias, current);
          if (before.isEmpty()) {
            throw failed("there is no champion before \"" + current + "\" to go back to");
          }
          requireUsable(before);
          audit.add(by, AuditAction.MODEL_ROLLED_BACK, current, "to " + before + ": " + reason);
          return store.move(new ModelStore.Move(alias, before, current, true, by.name(), reason));
        });
  }

  /** Of hourly models that came before it, some are no more. Empty: none is left. */
  private String keptBefore(ModelAlias alias, String version) {
    String before = store.before(alias, version);
    Set<String> passed = new HashSet<>();
    while (!before.isEmpty() && !store.hasFile(before) && passed.add(before)) {
      before = store.before(alias, before);
    }
    return passed.contains(before) ? "" : before;
  }

  /**
   * Removes the files of hourly models from before that time, but not of one that has an alias, or
   * had the champion's before. Says of which.
   */
  List<String> removeHourly(Duration olderThan) {
    List<String> removed =
        transaction.execute(
            status -> {
              ModelAlias alias = ModelAlias.MODEL_ALIAS_CHAMPION;
              String version = store.lock(alias);
              store.lock(ModelAlias.MODEL_ALIAS_CHALLENGER);
              return store.removeHourly(olderThan, keptBefore(alias, version));
            });
    return removed == null ? List.of() : removed;
  }

  /** Which failed gates were overridden, for the history; throws when they were not. */
  private String gates(ActivateModelRequest request) {
    List<String> failures =
        store.manifest(request.getVersion()).getGatesList().stream()
            .filter(gate -> !gate.getPassed())
            .map(Promotions::shown)
            .toList();
    if (failures.isEmpty()) {
      return "";
    }
    if (!request.getDespiteGates()) {
      throw failed("gates failed: " + String.join("; ", failures));
    }
    return " (despite gates: " + String.join("; ", failures) + ")";
  }

  private static String shown(Gate gate) {
    return gate.getName() + " (" + gate.getText() + ")";
  }

  /**
   * A model of an older release, of a key no longer trusted, or without a file must not get an
   * alias; asked under its lock, for files of hourly models are removed under it.
   */
  private void requireUsable(String version) {
    try {
      keys.open(store.file(version));
    } catch (BundleRejected rejected) {
      throw failed("model " + version + " cannot be used: " + rejected.getMessage());
    }
  }

  private Promotion inTransaction(Supplier<Promotion> work) {
    Promotion done = transaction.execute(status -> work.get());
    if (done == null) {
      throw new IllegalStateException("a promotion without a result");
    }
    champion.look();
    return done;
  }

  private static ModelAlias alias(ModelAlias asked) {
    return switch (asked) {
      case MODEL_ALIAS_UNSPECIFIED, MODEL_ALIAS_CHAMPION -> ModelAlias.MODEL_ALIAS_CHAMPION;
      case MODEL_ALIAS_CHALLENGER -> asked;
      case UNRECOGNIZED -> throw new IllegalArgumentException("alias is not one that is known");
    };
  }

  private static String version(String asked) {
    requireVersion("version", asked, 1);
    return asked;
  }

  /** Throws IllegalArgumentException for what no version can be. */
  static void requireVersion(String what, String asked, int least) {
    if (asked.length() < least || asked.length() > 200) {
      throw new IllegalArgumentException(
          what + " has " + asked.length() + " characters; " + least + " to 200 are needed");
    }
    refuseNul(what, asked);
  }

  private static String reason(String told) {
    if (told.isBlank() || told.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "reason has " + told.length() + " characters; 1 to " + MAX_REASON + " are needed");
    }
    refuseNul("reason", told);
    return told;
  }

  private static void refuseNul(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " has a NUL character");
    }
  }

  private static RuntimeException failed(String why) {
    return Status.FAILED_PRECONDITION.withDescription(why).asRuntimeException();
  }
}
