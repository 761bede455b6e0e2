package io.stillwatch.features.wire;

import com.google.protobuf.ByteString;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Identifiers;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.VerificationStanding;
import java.time.Instant;
import java.util.List;

/** Writes and reads vectors. */
public final class VectorWire {
  private static final FeatureSchema SCHEMA =
      FeatureSchema.newBuilder()
          .addAllNames(FeatureCatalogue.names())
          .setFingerprint(FeatureCatalogue.fingerprint())
          .build();
  private static final int MAX_LINKS = 64 * LinkFamily.values().length;
  private static final int MAX_STRANDS = 8;

  private VectorWire() {}

  /** The schema of this build's catalogue. */
  public static FeatureSchema schema() {
    return SCHEMA;
  }

  /** Logical shard of an account, 0 to 255. */
  public static int shard(String accountId) {
    return Identifiers.shard(accountId);
  }

  public static AccountVector write(FeatureVector vector, long position) {
    AccountProfile account = vector.account();
    AccountVector.Builder wire =
        AccountVector.newBuilder()
            .setAccountId(account.accountId())
            .setOrganisationId(account.organisationId())
            .setPlan(account.plan())
            .setStanding(VerificationStanding.newBuilder().setLevel(account.verificationLevel()))
            .setCountry(account.country())
            .setAsOf(Timestamps.timestamp(vector.asOf()))
            .setShard(shard(account.accountId()))
            .setPosition(position)
            .setRequests7D(vector.requests7d())
            .setOutputTokens7D(vector.outputTokens7d())
            .setSilenced(account.silenced())
            .addAllApiKeyTokens(account.apiKeyTokens());
    Instant signedUpAt = account.signedUpAt();
    if (signedUpAt != null) {
      wire.setSignedUpAt(Timestamps.timestamp(signedUpAt));
    }
    writeValues(wire, vector.values());
    vector.links().forEach(link -> wire.addLinks(write(link)));
    vector.strands().forEach(strand -> wire.addStrands(write(strand)));
    return wire.build();
  }

  private static void writeValues(AccountVector.Builder wire, double[] values) {
    byte[] presence = new byte[(values.length + 7) / 8];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        presence[i / 8] |= (byte) (1 << (i % 8));
        wire.addValues(values[i]);
      }
    }
    wire.setPresence(ByteString.copyFrom(presence));
  }

  private static io.stillwatch.v1.LinkKey write(LinkKey link) {
    return io.stillwatch.v1.LinkKey.newBuilder()
        .setFamilyValue(link.family().ordinal() + 1)
        .setKey(link.key())
        .setShare((float) link.share())
        .build();
  }

  private static io.stillwatch.v1.Strand write(Strand strand) {
    return io.stillwatch.v1.Strand.newBuilder()
        .setFrameKey(strand.frameKey())
        .addAllFrameBands(strand.frameBands())
        .setShare((float) strand.share())
        .setEvents(strand.events())
        .addAllBodies(strand.bodies())
        .addAllHours(strand.hours())
        .build();
  }

  /** Throws IllegalArgumentException, naming field and value, for a vector that does not fit. */
  public static FeatureVector read(AccountVector wire) {
    most("links", wire.getLinksCount(), MAX_LINKS);
    most("strands", wire.getStrandsCount(), MAX_STRANDS);
    return new FeatureVector(
        profile(wire),
        Timestamps.instant(wire.getAsOf()),
        values(wire),
        wire.getRequests7D(),
        wire.getOutputTokens7D(),
        wire.getLinksList().stream().map(VectorWire::link).toList(),
        wire.getStrandsList().stream().map(VectorWire::strand).toList());
  }

  private static AccountProfile profile(AccountVector wire) {
    return new AccountProfile(
        wire.getAccountId(),
        wire.getOrganisationId(),
        wire.getPlan(),
        wire.getStanding().getLevel(),
        wire.hasSignedUpAt() ? Timestamps.instant(wire.getSignedUpAt()) : null,
        wire.getCountry(),
        wire.getSilenced(),
        wire.getApiKeyTokensList());
  }

  private static double[] values(AccountVector wire) {
    byte[] presence = wire.getPresence().toByteArray();
    double[] values = new double[FeatureCatalogue.size()];
    if (presence.length != (values.length + 7) / 8) {
      throw new IllegalArgumentException(
          "presence has " + presence.length + " bytes for " + values.length + " features");
    }
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      boolean present = (presence[i / 8] >> (i % 8) & 1) != 0;
      if (present && next == wire.getValuesCount()) {
        throw new IllegalArgumentException("values end before feature " + i);
      }
      values[i] = present ? finite(wire.getValues(next++), i) : Double.NaN;
    }
    if (next != wire.getValuesCount()) {
      throw new IllegalArgumentException(
          wire.getValuesCount() + " values, of which " + next + " are marked present");
    }
    return values;
  }

  private static double finite(double value, int feature) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("values of feature " + feature + " is " + value);
    }
    return value;
  }

  private static LinkKey link(io.stillwatch.v1.LinkKey wire) {
    int family = wire.getFamilyValue() - 1;
    if (family < 0 || family >= LinkFamily.values().length) {
      throw new IllegalArgumentException("links.family has no value " + wire.getFamilyValue());
    }
    return new LinkKey(LinkFamily.values()[family], wire.getKey(), wire.getShare());
  }

  private static Strand strand(io.stillwatch.v1.Strand wire) {
    List<Long> bodies = wire.getBodiesList();
    most("strands.bodies", bodies.size(), 64);
    return new Strand(
        wire.getFrameKey(),
        wire.getFrameBandsList(),
        wire.getShare(),
        wire.getEvents(),
        bodies,
        wire.getHoursList());
  }

  private static void most(String field, int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException(size + " " + field + ", at most " + most);
    }
  }
}
