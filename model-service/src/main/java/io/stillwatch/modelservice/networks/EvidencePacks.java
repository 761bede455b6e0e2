package io.stillwatch.modelservice.networks;

import io.grpc.Status;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.evidence.EvidencePack;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Network;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands networks out as signed files, each with a line in the audit log. */
@Component
public final class EvidencePacks {
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final NetworkBook networks;
  private final AuditLog audit;
  private final ServiceClock clock;
  private final @Nullable SigningKey key;

  EvidencePacks(
      NetworkBook networks, AuditLog audit, ServiceClock clock, ModelServiceSettings settings) {
    this.networks = networks;
    this.audit = audit;
    this.clock = clock;
    Path file = settings.evidenceKey();
    this.key = file == null || file.toString().isBlank() ? null : SigningKey.readPair(file);
  }

  /** Throws as {@code NetworkService.ExportNetwork} documents, but for the scope. */
  public byte[] export(Actor by, String networkId, boolean withIds) {
    if (key == null) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "no key signs evidence packs here: stillwatch.models.evidence-key is not set")
          .asRuntimeException();
    }
    KnownNetworks now = networks.now();
    Network network = now.known(networkId);
    String packId = newId();
    audit.add(
        by,
        AuditAction.NETWORK_EXPORTED,
        network.getId(),
        "pack " + packId + (withIds ? ", with account ids" : ""));
    return EvidencePack.of(network, now.model(), packId, withIds, clock.instant(), key);
  }

  private static String newId() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
