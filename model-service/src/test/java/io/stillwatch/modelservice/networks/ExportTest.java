package io.stillwatch.modelservice.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.evidence.SealedPack;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.AuditEntry;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.v1.ExportNetworkRequest;
import io.stillwatch.v1.NetworkServiceGrpc;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {
  private final List<String> database = RunningService.newDatabase();

  @TempDir Path folder;

  @Test
  void exportNetwork_withAKey_isSignedAndNotedAndHasIdsForAdministratorsAlone() {
    Path file = folder.resolve("evidence.pem");
    SigningKey key = SigningKey.readOrCreate(file);
    try (PlayedVectors features = new PlayedVectors();
        RunningService service =
            RunningService.start(database, features, "stillwatch.models.evidence-key=" + file)) {
      service.makeChampion(Models.of("v1", "account-a", "account-b"));

      String pack =
          SealedPack.open(export(service, RunningService.secret("read"), false), key.trusted());
      assertThat(pack)
          .contains("\"id\":\"net-1\"", "\"model_version\":\"v1\"", "\"members\":2")
          .doesNotContain("account-a", "account-b");
      assertThat(SealedPack.open(export(service, RunningService.OPERATOR, true), key.trusted()))
          .contains("\"account_id\":\"account-a\"");
      Refused.with(
          Status.Code.PERMISSION_DENIED,
          "\"admin\" that account ids need",
          () -> export(service, RunningService.secret("read"), true));
      Refused.with(
          Status.Code.PERMISSION_DENIED,
          "",
          () -> export(service, RunningService.secret("admin"), true));
      for (String id : List.of("", "net-9", "net-1\0")) {
        Refused.with(
            Status.Code.NOT_FOUND,
            "no network",
            () -> export(service, RunningService.OPERATOR, id, false));
      }
      assertThat(service.part(AuditLog.class).before(9_999, "NETWORK_EXPORTED", "", 10))
          .extracting(AuditEntry::detail)
          .hasSize(2)
          .first()
          .asString()
          .matches("pack [0-9a-f]{32}, with account ids");
    }
  }

  @Test
  void exportNetwork_withoutAKey_isRefusedSayingSo() {
    try (PlayedVectors features = new PlayedVectors();
        RunningService service = RunningService.start(database, features)) {
      service.makeChampion(Models.of("v1", "a", "b"));
      Refused.with(
          Status.Code.FAILED_PRECONDITION,
          "stillwatch.models.evidence-key is not set",
          () -> export(service, RunningService.OPERATOR, false));
    }
  }

  @Test
  void start_keyThatIsMissing_fails() {
    String setting = "stillwatch.models.evidence-key=" + folder.resolve("none.pem");
    try (PlayedVectors features = new PlayedVectors()) {
      assertThatThrownBy(() -> RunningService.start(database, features, setting))
          .hasStackTraceContaining("none.pem");
    }
  }

  private static byte[] export(RunningService service, String secret, boolean withIds) {
    return export(service, secret, "net-1", withIds);
  }

  private static byte[] export(
      RunningService service, String secret, String network, boolean withIds) {
    return NetworkServiceGrpc.newBlockingStub(service.as(secret))
        .exportNetwork(
            ExportNetworkRequest.newBuilder()
                .setNetworkId(network)
                .setWithAccountIds(withIds)
                .build())
        .getPack()
        .toByteArray();
  }
}
