package io.stillwatch.standalone;

import static io.stillwatch.standalone.FakePlatform.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.evidence.EvidencePack;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.standalone.FakePlatform.Outcome;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ActivateModelResponse;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.CreateTokenResponse;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.EraseVerdictRequest;
import io.stillwatch.v1.EraseVerdictResponse;
import io.stillwatch.v1.ErasedClass;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ExplainAccountResponse;
import io.stillwatch.v1.ExportNetworkRequest;
import io.stillwatch.v1.ExportNetworkResponse;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.Gate;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.LabelNetworkRequest;
import io.stillwatch.v1.LabelNetworkResponse;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.ListModelsResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.ListTokensRequest;
import io.stillwatch.v1.ListTokensResponse;
import io.stillwatch.v1.ListVerdictsRequest;
import io.stillwatch.v1.ListVerdictsResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.MergeNetworksRequest;
import io.stillwatch.v1.MergeNetworksResponse;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.ModelManifest;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkStanding;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.Promotion;
import io.stillwatch.v1.Reason;
import io.stillwatch.v1.ReasonKind;
import io.stillwatch.v1.RegisteredModel;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.RevokeTokenResponse;
import io.stillwatch.v1.RollBackModelRequest;
import io.stillwatch.v1.RollBackModelResponse;
import io.stillwatch.v1.SplitNetworkRequest;
import io.stillwatch.v1.SplitNetworkResponse;
import io.stillwatch.v1.Token;
import io.stillwatch.v1.TokenServiceGrpc;
import io.stillwatch.v1.UpdateCaseRequest;
import io.stillwatch.v1.UpdateCaseResponse;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCommandsTest {
  private final List<Object> asked = new ArrayList<>();
  private FakePlatform platform;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    platform =
        new FakePlatform(
            new Features(), new Verdicts(), new Networks(), new Models(), new Tokens());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void accountsList_printsATable() {
    Outcome outcome = ask("accounts", "list");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().toList())
        .first()
        .asString()
        .matches("ACCOUNT +BAND +RISK +RARER THAN 1 IN +NETWORK");
    assertThat(outcome.out()).containsPattern("acct-0 +soft +0\\.990 +1,200 +net-1");
    assertThat(outcome.out()).containsPattern("stranger +unknown \\(learning\\) +- +- +-");
  }

  @Test
  void accountsList_inPages_readsAllUpToTheLimit() {
    Outcome outcome = ask("accounts", "list", "--limit", "3", "-o", "json");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    var verdicts =
        JsonParser.parseString(outcome.out()).getAsJsonObject().getAsJsonArray("verdicts");
    assertThat(verdicts).hasSize(3);
    assertThat(asked).hasSize(2);
  }

  @Test
  void accountsList_byBandAndNetwork_asksForThem() {
    ask("accounts", "list", "--band", "soft", "--network", "net-1", "--limit", "1");
    ListVerdictsRequest request = (ListVerdictsRequest) asked.get(0);
    assertThat(request.getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(request.getNetworkId()).isEqualTo("net-1");
    assertThat(request.getPageSize()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void accountsList_limitThatIsNone_isBadUsage(String limit) {
    Outcome outcome = ask("accounts", "list", "--limit", limit);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains(limit);
  }

  @Test
  void accountsList_bandThatIsNone_isBadUsage() {
    Outcome outcome = ask("accounts", "list", "--band", "purple");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("purple");
  }

  @Test
  void accountsShow_printsReasonsWithTheirKind() {
    Outcome outcome = ask("accounts", "show", "acct-0");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsPattern("band +soft").contains("net-1");
    assertThat(outcome.out())
        .containsPattern("9\\.5 +shared frame +0\\.98 +0 to 0\\.2 +fact +147 of 150");
  }

  @Test
  void accountsShow_stranger_exitsWith1AndSaysSo() {
    Outcome outcome = ask("accounts", "show", "nobody");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("NOT_FOUND: no vector");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void accountsErase_sure_asksBothServicesAndPrintsWhatRemains() {
    Outcome outcome = ask("accounts", "erase", "acct-0", "--yes", "--models", platform.address());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(asked)
        .containsExactly(
            EraseAccountRequest.newBuilder().setAccountId("acct-0").build(),
            EraseVerdictRequest.newBuilder().setAccountId("acct-0").build());
    assertThat(outcome.out())
        .containsPattern("events of the log +1,234")
        .containsPattern("verdicts +1")
        .contains("- backups")
        .contains("- model files");
  }

  @Test
  void accountsErase_nobodyConfirms_asksNobody() {
    Outcome outcome = ask("accounts", "erase", "acct-0", "--models", platform.address());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--yes");
    assertThat(asked).isEmpty();
  }

  @Test
  void networksList_printsHarmAndEvidence() {
    Outcome outcome = ask("networks", "list");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "net-1 +suspected +open +growing +150 +149 +12,000 +3,400,000 +147 of 150 share one frame");
  }

  @Test
  void networksShow_printsMembersAndChances() {
    Outcome outcome = ask("networks", "show", "net-1");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("2026-01-05T12:00:00Z")
        .containsPattern("content +[0-9]e-435 +- +147 of 150")
        .containsPattern("acct-0 +1\\.00");
  }

  @Test
  void networksList_filters_areAskedFor() {
    ask(
        "networks list --standing verified --label benign --state in_review --owner Ada"
            .concat(" --min-members 20")
            .split(" "));
    ListNetworksRequest request = (ListNetworksRequest) asked.get(0);
    assertThat(request.getStanding()).isEqualTo(NetworkStanding.NETWORK_STANDING_VERIFIED);
    assertThat(request.getLabel()).isEqualTo(NetworkLabel.NETWORK_LABEL_BENIGN);
    assertThat(request.getState()).isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_IN_REVIEW);
    assertThat(request.getOwner()).isEqualTo("Ada");
    assertThat(request.getMinMembers()).isEqualTo(20);
    assertThat(ask("networks", "list", "--standing", "bad").exit()).isEqualTo(2);
    assertThat(ask("networks", "list", "--label", "none").exit()).isEqualTo(2);
    assertThat(ask("networks", "list", "--min-members", "-1").exit()).isEqualTo(2);
  }

  @Test
  void networksShow_decidedOn_printsTheCase() {
    Outcome outcome = ask("networks", "show", "net-2");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("standing +explained")
        .containsPattern("case +in review, benign")
        .containsPattern("owner +Ada")
        .containsPattern("because +a load test")
        .containsPattern("until +2026-01-05T12:00:00Z")
        .containsPattern("split off +net-0");
  }

  @Test
  void networksMembers_inPages_printsWhatIsKnown() {
    Outcome outcome = ask("networks", "members", "net-1", "--limit", "3");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(asked).hasSize(2);
    assertThat(outcome.out())
        .containsPattern("acct-0 +1\\.00 +0\\.50 +2,000 +soft +0\\.900 +acme +team")
        .containsPattern("acct-2 +1\\.00");
    assertThat(ask("networks", "members", "net-1", "-o", "json").out()).contains("\"members\"");
  }

  @Test
  void networksLabel_sendsLabelReasonAndEnd() {
    Outcome outcome =
        ask(
            "networks",
            "label",
            "net-1",
            "benign",
            "--reason",
            "a load test",
            "--until",
            "2026-01-05T12:00:00Z");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    LabelNetworkRequest request = (LabelNetworkRequest) asked.get(0);
    assertThat(request.getLabel()).isEqualTo(NetworkLabel.NETWORK_LABEL_BENIGN);
    assertThat(request.getReason()).isEqualTo("a load test");
    assertThat(request.getExpiresAt()).isEqualTo(FakePlatform.NOON);
    assertThat(outcome.out())
        .contains("net-2 is explained, in review, benign, of Ada, with 7 members");
    ask("networks", "label", "net-1", "none", "--reason", "over");
    assertThat(((LabelNetworkRequest) asked.get(1)).getLabel())
        .isEqualTo(NetworkLabel.NETWORK_LABEL_UNSPECIFIED);
    assertThat(ask("networks", "label", "net-1", "evil").exit()).isEqualTo(2);
    assertThat(ask("networks", "label", "net-1", "wrong", "--until", "soon").exit()).isEqualTo(2);
  }

  @Test
  void networksCase_sendsOnlyWhatIsGiven() {
    assertThat(ask("networks", "case", "net-1", "--state", "acted").exit()).isZero();
    assertThat(((UpdateCaseRequest) asked.get(0)).hasOwner()).isFalse();
    assertThat(ask("networks", "case", "net-1", "--owner", "").exit()).isZero();
    assertThat(((UpdateCaseRequest) asked.get(1)).hasOwner()).isTrue();
    assertThat(((UpdateCaseRequest) asked.get(1)).getState())
        .isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED);
    assertThat(ask("networks", "case", "net-1").exit()).isEqualTo(2);
  }

  @Test
  void networksSplit_takesAccountsFromArgumentsAndAFile() throws Exception {
    Path file = folder.resolve("accounts.txt");
    Files.writeString(file, "acct-1\n\n  acct-2\r\n");
    Outcome outcome =
        ask(
            "networks",
            "split",
            "net-1",
            "acct-0",
            "--accounts",
            file.toString(),
            "--reason",
            "another hand");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(((SplitNetworkRequest) asked.get(0)).getAccountIdsList())
        .containsExactly("acct-0", "acct-1", "acct-2");
    assertThat(outcome.out().lines()).hasSize(2);
    assertThat(ask("networks", "split", "net-1", "--reason", "x").exit()).isEqualTo(2);
    assertThat(ask("networks", "split", "net-1", "acct-0").exit()).isEqualTo(2);
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    for (String bad : List.of(file.toString(), folder.resolve("none").toString())) {
      Outcome refused = ask("networks", "split", "net-1", "--accounts", bad, "--reason", "x");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains(bad);
    }
  }

  @Test
  void networksMerge_sendsAllThatAreTakenIn() {
    assertThat(ask("networks", "merge", "net-1", "net-2", "net-3", "--reason", "one").exit())
        .isZero();
    assertThat(((MergeNetworksRequest) asked.get(0)).getAbsorbedIdsList())
        .containsExactly("net-2", "net-3");
    assertThat(ask("networks", "merge", "net-1", "--reason", "one").exit()).isEqualTo(2);
  }

  @Test
  void networksExport_writesWhatVerifyAccepts_andNothingElseIsAccepted() throws Exception {
    Path pack = folder.resolve("pack.json");
    Outcome export = ask("networks", "export", "net-1", "--out", pack.toString(), "--with-ids");
    assertThat(export.exit()).as(export.err()).isZero();
    assertThat(((ExportNetworkRequest) asked.get(0)).getWithAccountIds()).isTrue();
    assertThat(ask("networks", "export", "net-1", "--out", pack.toString()).exit()).isEqualTo(2);

    Outcome valid = run("networks", "verify", pack.toString(), "--key", publicKey("a"));
    assertThat(valid.exit()).as(valid.err()).isZero();
    assertThat(valid.out())
        .contains("valid: network net-1, suspected, 0 members, as account ids; made at")
        .contains("by model v7");
    Outcome json =
        run("networks", "verify", pack.toString(), "--key", publicKey("a"), "-o", "json");
    assertThat(JsonParser.parseString(json.out()).getAsJsonObject().get("format").getAsString())
        .isEqualTo("stillwatch-evidence-pack");
    Outcome stranger = run("networks", "verify", pack.toString(), "--key", publicKey("b"));
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.err()).contains("not trusted here");
    Files.writeString(pack, Files.readString(pack).replace("12000", "12001"));
    Outcome changed = run("networks", "verify", pack.toString(), "--key", publicKey("a"));
    assertThat(changed.exit()).isEqualTo(1);
    assertThat(changed.err()).contains("changed since it was signed");
    assertThat(run("networks", "verify", pack.toString(), "--key", pack.toString()).exit())
        .isEqualTo(2);
    assertThat(run("networks", "verify", folder + "/none", "--key", publicKey("a")).exit())
        .isEqualTo(2);
  }

  private String publicKey(String name) {
    Path file = folder.resolve(name + ".pem");
    SigningKey.readOrCreate(file);
    return file + ".pub";
  }

  @Test
  void modelsList_printsGatesAndPromotions() {
    Outcome outcome = ask("models", "list");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("v2 +champion +2026-01-11 +2,900 +k1 +held")
        .containsPattern("v1 +- +2026-01-10 +100 +k1 +failed: 100 units")
        .contains("the nightly");
  }

  @Test
  void modelsPromote_sendsTheReason() {
    Outcome outcome =
        ask("models", "promote", "v1", "--reason", "better", "--challenger", "--despite-gates");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    ActivateModelRequest request = (ActivateModelRequest) asked.get(0);
    assertThat(request.getReason()).isEqualTo("better");
    assertThat(request.getAlias()).isEqualTo(ModelAlias.MODEL_ALIAS_CHALLENGER);
    assertThat(request.getDespiteGates()).isTrue();
    assertThat(outcome.out()).contains("model v1 is the challenger after v2");
  }

  @Test
  void modelsRollback_withoutAReason_isBadUsage() {
    Outcome outcome = ask("models", "rollback");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--reason");
    assertThat(asked).isEmpty();
  }

  @Test
  void modelsRollback_saysWhichModelJudges() {
    Outcome outcome = ask("models", "rollback", "--reason", "worse");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("model v1 is the champion after v2");
  }

  @Test
  void tokensCreate_printsTheSecretAndNothingElse() {
    Outcome outcome =
        ask(
            "tokens",
            "create",
            "--name",
            "gateway-1",
            "--scope",
            "check,read",
            "--scope",
            "report");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out().strip()).isEqualTo("sw_new");
    assertThat(((CreateTokenRequest) asked.get(0)).getScopesList())
        .containsExactly("check", "read", "report");
  }

  @Test
  void tokensList_printsNamesScopesAndUse() {
    Outcome outcome = ask("tokens", "list");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsPattern("gateway-1 +check, read +2026-01-05T12:00:00Z +-");
  }

  @Test
  void tokensRevoke_saysSo() {
    Outcome outcome = ask("tokens", "revoke", "gateway-1");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("gateway-1 is revoked");
  }

  @Test
  void anyCommand_withoutAToken_exitsWith1AndSaysHow() {
    Outcome outcome = run("tokens", "list", "--to", platform.address(), "--token", "");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("UNAUTHENTICATED").contains("STILLWATCH_TOKEN");
  }

  @Test
  void anyCommand_whereNothingListens_exitsWith1AndSaysSo() {
    String address = platform.address();
    platform.close();
    Outcome outcome = run("models", "list", "--to", address, "--token", FakePlatform.TOKEN);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("UNAVAILABLE").contains("--to");
  }

  @Test
  void anyCommand_addressWithoutAPort_isBadUsage() {
    Outcome outcome = run("models", "list", "--to", "localhost");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("not HOST:PORT: \"localhost\"");
  }

  @Test
  void anyCommand_authorityThatIsMissing_isBadUsage() {
    Outcome outcome = run("models", "list", "--to", "localhost:1", "--ca", "no-such.pem");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("no-such.pem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulate",
        "sketch",
        "replay",
        "accounts",
        "accounts list",
        "accounts show",
        "networks list",
        "networks show",
        "networks members",
        "networks label",
        "networks case",
        "networks split",
        "networks merge",
        "networks export",
        "networks verify",
        "models list",
        "models promote",
        "models rollback",
        "tokens list",
        "tokens create",
        "tokens revoke"
      })
  void help_ofEveryCommand_exitsWith0(String command) {
    Outcome outcome = run((command + " --help").split(" "));
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("Usage: stillwatch " + command);
  }

  @Test
  void unknownCommand_isBadUsage() {
    assertThat(run("distil").exit()).isEqualTo(2);
    assertThat(run().exit()).isEqualTo(2);
  }

  private Outcome ask(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--to", platform.address(), "--token", FakePlatform.TOKEN));
    return run(line.toArray(String[]::new));
  }

  private <A, B> void answer(A request, B response, StreamObserver<B> observer) {
    asked.add(request);
    observer.onNext(response);
    observer.onCompleted();
  }

  private static Verdict soft(int number) {
    return Verdict.newBuilder()
        .setAccountId("acct-" + number)
        .setBand(Band.BAND_SOFT)
        .setRisk(0.99)
        .setRarerThanOneIn(1200)
        .setNetworkId("net-1")
        .setLearningState(LearningState.LEARNING_STATE_READY)
        .build();
  }

  private final class Features extends FeatureServiceGrpc.FeatureServiceImplBase {
    @Override
    public void eraseAccount(
        EraseAccountRequest request, StreamObserver<EraseAccountResponse> observer) {
      asked.add(request);
      observer.onNext(erased("events of the log", 1234, "backups"));
      observer.onCompleted();
    }
  }

  private static EraseAccountResponse erased(String name, long count, String rest) {
    return EraseAccountResponse.newBuilder()
        .addRemoved(ErasedClass.newBuilder().setName(name).setRemoved(count))
        .addRemains(rest)
        .build();
  }

  private final class Verdicts extends VerdictServiceGrpc.VerdictServiceImplBase {
    @Override
    public void eraseVerdict(
        EraseVerdictRequest request, StreamObserver<EraseVerdictResponse> observer) {
      asked.add(request);
      observer.onNext(
          EraseVerdictResponse.newBuilder()
              .addRemoved(ErasedClass.newBuilder().setName("verdicts").setRemoved(1))
              .addRemains("model files")
              .build());
      observer.onCompleted();
    }

    @Override
    public void listVerdicts(
        ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> observer) {
      boolean first = request.getPageToken().isEmpty();
      ListVerdictsResponse.Builder page = ListVerdictsResponse.newBuilder();
      if (first) {
        page.addVerdicts(soft(0)).addVerdicts(soft(1)).setNextPageToken("more");
      } else {
        Verdict stranger =
            Verdict.newBuilder()
                .setAccountId("stranger")
                .setBand(Band.BAND_UNKNOWN)
                .setLearningState(LearningState.LEARNING_STATE_LEARNING)
                .build();
        page.addVerdicts(stranger).addVerdicts(soft(3));
      }
      answer(request, page.build(), observer);
    }

    @Override
    public void explainAccount(
        ExplainAccountRequest request, StreamObserver<ExplainAccountResponse> observer) {
      if (request.getSubject().getAccountId().equals("nobody")) {
        observer.onError(Status.NOT_FOUND.withDescription("no vector").asRuntimeException());
        return;
      }
      Reason reason =
          Reason.newBuilder()
              .setName("shared frame")
              .setBits(9.5)
              .setValue("0.98")
              .setTypicalRange("0 to 0.2")
              .setKind(ReasonKind.REASON_KIND_FACT)
              .setText("147 of 150 share one frame")
              .build();
      answer(
          request,
          ExplainAccountResponse.newBuilder().setVerdict(soft(0)).addReasons(reason).build(),
          observer);
    }
  }

  private static Network network() {
    return Network.newBuilder()
        .setId("net-1")
        .setLife(NetworkLife.NETWORK_LIFE_GROWING)
        .setFirstSeen(FakePlatform.NOON)
        .setUnits(149)
        .setExchanges7D(12_000)
        .setOutputTokens7D(3_400_000)
        .addEvidence(
            NetworkEvidence.newBuilder()
                .setFamily("content")
                .setText("147 of 150 share one frame")
                .setLogChance(-1000))
        .build();
  }

  private static NetworkSummary decided() {
    NetworkCase told =
        NetworkCase.newBuilder()
            .setLabel(NetworkLabel.NETWORK_LABEL_BENIGN)
            .setState(NetworkCaseState.NETWORK_CASE_STATE_IN_REVIEW)
            .setOwner("Ada")
            .setReason("a load test")
            .setLabelExpiresAt(FakePlatform.NOON)
            .setSplitFromId("net-0")
            .build();
    return NetworkSummary.newBuilder()
        .setNetwork(network().toBuilder().setId("net-2").setCase(told))
        .setMembers(7)
        .build();
  }

  private final class Networks extends NetworkServiceGrpc.NetworkServiceImplBase {
    @Override
    public void listMembers(
        ListMembersRequest request, StreamObserver<ListMembersResponse> observer) {
      ListMembersResponse.Builder page = ListMembersResponse.newBuilder();
      int from = request.getPageToken().isEmpty() ? 0 : 2;
      for (int i = from; i < from + 2; i++) {
        page.addMembers(
            ListedMember.newBuilder()
                .setMember(
                    NetworkMember.newBuilder()
                        .setAccountId("acct-" + i)
                        .setWeight(1)
                        .setContentShare(0.5)
                        .setRequests7D(2000))
                .setBand(Band.BAND_SOFT)
                .setRisk(0.9)
                .setOrganisationId("acme")
                .setPlan("team"));
      }
      answer(request, page.setNextPageToken(from == 0 ? "2" : "").build(), observer);
    }

    @Override
    public void labelNetwork(
        LabelNetworkRequest request, StreamObserver<LabelNetworkResponse> observer) {
      answer(request, LabelNetworkResponse.newBuilder().setNetwork(decided()).build(), observer);
    }

    @Override
    public void updateCase(UpdateCaseRequest request, StreamObserver<UpdateCaseResponse> observer) {
      answer(request, UpdateCaseResponse.newBuilder().setNetwork(decided()).build(), observer);
    }

    @Override
    public void splitNetwork(
        SplitNetworkRequest request, StreamObserver<SplitNetworkResponse> observer) {
      answer(
          request,
          SplitNetworkResponse.newBuilder().setNetwork(decided()).setSplitOff(decided()).build(),
          observer);
    }

    @Override
    public void mergeNetworks(
        MergeNetworksRequest request, StreamObserver<MergeNetworksResponse> observer) {
      answer(request, MergeNetworksResponse.newBuilder().setNetwork(decided()).build(), observer);
    }

    @Override
    public void exportNetwork(
        ExportNetworkRequest request, StreamObserver<ExportNetworkResponse> observer) {
      ModelBundle.Builder model = ModelBundle.newBuilder();
      model.getManifestBuilder().setVersion("v7");
      SigningKey key = SigningKey.readOrCreate(folder.resolve("a.pem"));
      byte[] pack =
          EvidencePack.of(
              network(),
              model.build(),
              "00",
              request.getWithAccountIds(),
              Timestamps.instant(FakePlatform.NOON),
              key);
      answer(
          request,
          ExportNetworkResponse.newBuilder().setPack(ByteString.copyFrom(pack)).build(),
          observer);
    }

    @Override
    public void listNetworks(
        ListNetworksRequest request, StreamObserver<ListNetworksResponse> observer) {
      NetworkSummary summary =
          NetworkSummary.newBuilder().setNetwork(network()).setMembers(150).build();
      answer(request, ListNetworksResponse.newBuilder().addNetworks(summary).build(), observer);
    }

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> observer) {
      NetworkMember member = NetworkMember.newBuilder().setAccountId("acct-0").setWeight(1).build();
      Network known = request.getNetworkId().equals("net-2") ? decided().getNetwork() : network();
      Network whole = known.toBuilder().addMembers(member).build();
      answer(request, GetNetworkResponse.newBuilder().setNetwork(whole).build(), observer);
    }
  }

  private final class Models extends ModelServiceGrpc.ModelServiceImplBase {
    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
      ListModelsResponse.Builder registry = ListModelsResponse.newBuilder();
      registry.addModels(
          model("v2", "2026-01-11", 2900, true).addAliases(ModelAlias.MODEL_ALIAS_CHAMPION));
      registry.addModels(model("v1", "2026-01-10", 100, false));
      registry.addPromotions(promotion("v2", "v1", ModelAlias.MODEL_ALIAS_CHAMPION));
      answer(request, registry.build(), observer);
    }

    private static RegisteredModel.Builder model(
        String version, String day, long accounts, boolean passed) {
      Gate gate = Gate.newBuilder().setName("units").setPassed(passed).setText("100 units").build();
      return RegisteredModel.newBuilder()
          .setKeyId("k1")
          .setManifest(
              ModelManifest.newBuilder()
                  .setVersion(version)
                  .setDay(day)
                  .setAccounts(accounts)
                  .addGates(gate));
    }

    private static Promotion promotion(String version, String before, ModelAlias alias) {
      return Promotion.newBuilder()
          .setVersion(version)
          .setPreviousVersion(before)
          .setAlias(alias)
          .setPromotedBy("trainer")
          .setReason("the nightly")
          .setPromotedAt(FakePlatform.NOON)
          .build();
    }

    @Override
    public void activateModel(
        ActivateModelRequest request, StreamObserver<ActivateModelResponse> observer) {
      Promotion promotion = promotion(request.getVersion(), "v2", request.getAlias());
      answer(request, ActivateModelResponse.newBuilder().setPromotion(promotion).build(), observer);
    }

    @Override
    public void rollBackModel(
        RollBackModelRequest request, StreamObserver<RollBackModelResponse> observer) {
      Promotion promotion = promotion("v1", "v2", ModelAlias.MODEL_ALIAS_CHAMPION);
      answer(request, RollBackModelResponse.newBuilder().setPromotion(promotion).build(), observer);
    }
  }

  private final class Tokens extends TokenServiceGrpc.TokenServiceImplBase {
    @Override
    public void createToken(
        CreateTokenRequest request, StreamObserver<CreateTokenResponse> observer) {
      answer(request, CreateTokenResponse.newBuilder().setSecret("sw_new").build(), observer);
    }

    @Override
    public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> observer) {
      Token token =
          Token.newBuilder()
              .setName("gateway-1")
              .addScopes("check")
              .addScopes("read")
              .setCreatedAt(FakePlatform.NOON)
              .build();
      answer(request, ListTokensResponse.newBuilder().addTokens(token).build(), observer);
    }

    @Override
    public void revokeToken(
        RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> observer) {
      answer(request, RevokeTokenResponse.getDefaultInstance(), observer);
    }
  }
}
