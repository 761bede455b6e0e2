package io.stillwatch.trainer;

import io.grpc.Channel;
import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.Training;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One training night: closed days in, a signed and active model out. Holds nothing from night to
 * night; while it runs the vectors of the day that it judges and a {@link BaselineDays} are in
 * memory. The channel to the feature service needs a token with the scopes {@code read} and {@code
 * publish}, the one to the model service {@code read}, {@code publish} and {@code admin}.
 */
public final class Night {
  private final Services services;

  public Night(Channel featureService, Channel modelService, SigningKey key) {
    this.services = Services.of(featureService, modelService, key);
  }

  /**
   * @param baselines where baseline days come from, for who knows better than to read them anew
   */
  public Night(
      Channel featureService, Channel modelService, SigningKey key, BaselineSource baselines) {
    this.services = Services.of(featureService, modelService, key, baselines);
  }

  /** Is told how far a night has come, on the thread that runs it. */
  public interface Progress {
    /** For whom nothing of it matters. */
    Progress UNHEARD = new Progress() {};

    /** The vectors are in memory. */
    default void vectorsRead() {}

    /** The model is there, and nobody knows of it yet. */
    default void fitted(ModelBundle bundle) {}
  }

  /** The same, told nobody. */
  public NightOutcome run(NightPlan plan, Instant now) {
    return run(plan, now, Progress.UNHEARD);
  }

  /**
   * Trains, publishes, and activates unless a gate failed. Blocks. Throws {@link NightFailed} when
   * a service refuses or does not answer; what was active stays active.
   *
   * @param now the time of training, in the services' clock
   */
  public NightOutcome run(NightPlan plan, Instant now, Progress progress) {
    List<LocalDate> closed = services.features().closed();
    if (closed.isEmpty()) {
      return new NightOutcome.TooLittle("too little to learn from: no closed day");
    }
    TrainingInput input = input(TrainingDays.of(closed, plan), plan, now);
    progress.vectorsRead();
    ModelBundle bundle;
    try {
      bundle = Training.fit(input);
    } catch (IllegalStateException tooLittle) {
      return new NightOutcome.TooLittle(String.valueOf(tooLittle.getMessage()));
    }
    progress.fitted(bundle);
    return handOver(bundle);
  }

  private TrainingInput input(TrainingDays days, NightPlan plan, Instant now) {
    DayOfVectors judged =
        services
            .features()
            .read(days.judged())
            .orElseThrow(
                () ->
                    new NightFailed(
                        "the vectors of "
                            + days.judged()
                            + " have other features than this trainer: run the version of the"
                            + " feature service"));
    return new TrainingInput(
        services.baselines().of(days.baseline()),
        judged,
        plan.seed(),
        services.networks().read(),
        services.models().personas(),
        now);
  }

  /**
   * Publishes a model of a night, and activates it unless a gate failed. May be repeated: it ends
   * as it did the first time.
   */
  public NightOutcome handOver(ModelBundle bundle) {
    ModelManifest manifest = bundle.getManifest();
    services.models().publish(services.key().sign(bundle), manifest.getVersion());
    if (!manifest.getGatesList().stream().allMatch(Gate::getPassed)) {
      return new NightOutcome.HeldBack(manifest);
    }
    services
        .models()
        .activate(manifest.getVersion(), "trained on " + manifest.getDay() + ", all gates held");
    return new NightOutcome.Activated(
        manifest,
        bundle.getNetworks().getNetworksCount(),
        services.followed().follow(bundle.getNetworks()));
  }
}
