package io.stillwatch.trainer;

import io.grpc.Channel;
import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.HourlyModel;
import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.GrownContent;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One hour's search for networks: the champion with the networks among the vectors of now takes its
 * place. It ends early where no content has spread since the last closed day, and holds nothing
 * from hour to hour. The channels need the scopes that a {@link Night} needs.
 */
public final class Hour {
  private static final String BUILD = "run the version of the feature service";

  private final Services services;

  public Hour(Channel featureService, Channel modelService, SigningKey key) {
    this.services = Services.of(featureService, modelService, key);
  }

  /**
   * @param baselines where baseline days come from, for who knows better than to read them anew
   */
  public Hour(
      Channel featureService, Channel modelService, SigningKey key, BaselineSource baselines) {
    this.services = Services.of(featureService, modelService, key, baselines);
  }

  /**
   * Looks, and publishes and activates what it found. Blocks. Throws {@link NightFailed} when a
   * service refuses or does not answer, or the champion is not this trainer's own; what was active
   * stays active.
   *
   * @param now in the services' clock
   */
  public HourOutcome run(Instant now) {
    Optional<byte[]> file = services.models().champion();
    if (file.isEmpty()) {
      return new HourOutcome.Idle("no model judges yet: the first night comes first");
    }
    if (services.models().isRolledBack()) {
      return new HourOutcome.Idle("a model was rolled back: the next night goes on");
    }
    ModelBundle champion = opened(file.get());
    List<FeatureVector> current =
        services
            .features()
            .current()
            .orElseThrow(() -> new NightFailed("the live vectors have other features: " + BUILD));
    if (!hasSpread(current)) {
      return new HourOutcome.Idle("no content has spread since the last closed day");
    }
    NetworkSnapshot known = known();
    ModelBundle hourly = HourlyModel.of(champion, known, baseline(champion), current, now);
    return who(hourly.getNetworks()).equals(who(known))
        ? new HourOutcome.Idle("the networks of this hour are those that are known")
        : handOver(champion, hourly);
  }

  /** As people corrected them: what they split or labelled stays so. */
  private NetworkSnapshot known() {
    NetworkSnapshot known = services.networks().read();
    return known == null ? NetworkSnapshot.getDefaultInstance() : known;
  }

  /** What verdicts hang on: members, and by what others join. */
  private static List<Object> who(NetworkSnapshot networks) {
    Map<String, Object> members = new HashMap<>();
    for (Network network : networks.getNetworksList()) {
      Map<String, Double> weights = new HashMap<>();
      network.getMembersList().forEach(one -> weights.put(one.getAccountId(), one.getWeight()));
      members.put(
          network.getId(),
          List.of(NetworkStanding.of(network), network.getJoinsByContent(), weights));
    }
    return List.of(members, Set.copyOf(networks.getHotKeysList()));
  }

  /** Whoever signs what he was given must know that it is his. */
  private ModelBundle opened(byte[] file) {
    try {
      return services.key().trusted().open(file).bundle();
    } catch (BundleRejected rejected) {
      throw new NightFailed("the champion cannot be used: " + rejected.getMessage());
    }
  }

  /** Against a day of other features, and without any, it may have. */
  private boolean hasSpread(List<FeatureVector> current) {
    List<LocalDate> closed = services.features().closed();
    if (closed.isEmpty()) {
      return true;
    }
    LocalDate last = closed.get(closed.size() - 1);
    Instant begin = last.atStartOfDay(ZoneOffset.UTC).toInstant();
    return services
        .features()
        .read(last)
        .map(day -> GrownContent.keys(begin, day.vectors(), current) > 0)
        .orElse(true);
  }

  private BaselineContent baseline(ModelBundle champion) {
    List<LocalDate> days =
        champion.getManifest().getBaselineDaysList().stream().map(LocalDate::parse).toList();
    BaselineDays baseline = services.baselines().of(days);
    if (baseline.days().isEmpty()) {
      throw new NightFailed("every baseline day of the champion has other features: " + BUILD);
    }
    return baseline.content();
  }

  private HourOutcome handOver(ModelBundle champion, ModelBundle hourly) {
    ModelManifest manifest = hourly.getManifest();
    String before = champion.getManifest().getVersion();
    services.models().publish(services.key().sign(hourly), manifest.getVersion());
    for (Gate gate : manifest.getGatesList()) {
      if (!gate.getPassed()) {
        return new HourOutcome.HeldBack(manifest, gate.getName() + ": " + gate.getText());
      }
    }
    if (!services.models().activateAfter(before, manifest.getVersion(), "networks of the hour")) {
      return new HourOutcome.Idle(before + " no longer judges: a night, or somebody, came first");
    }
    return new HourOutcome.Activated(
        manifest,
        hourly.getNetworks().getNetworksCount(),
        services.followed().follow(hourly.getNetworks()));
  }
}
