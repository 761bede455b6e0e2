package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.Action;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.CheckAccountRequest;
import io.stillwatch.v1.CheckAccountsRequest;
import io.stillwatch.v1.CheckedAccount;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ExplainAccountResponse;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.ListVerdictsRequest;
import io.stillwatch.v1.ListVerdictsResponse;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CheckTest {
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    People.many(20, hourAgo).forEach(features::put);
    features.put(People.one("new-here", hourAgo, 3));
    service.makeChampion(Models.of("v1", "person-3", "person-4"));
    Await.until("all are judged", () -> service.check("new-here").getModelVersion().equals("v1"));
    Await.until("the soft one", () -> service.check("person-3").getBand() == Band.BAND_SOFT);
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @Test
  void checkAccount_memberOfNetwork_isSoftWithAllThatIsHeld() {
    Verdict verdict = service.check("person-3");

    assertThat(verdict.getAccountId()).isEqualTo("person-3");
    assertThat(verdict.getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(verdict.getAction()).isEqualTo(Action.ACTION_OBSERVE);
    assertThat(verdict.getRisk()).isBetween(0.75, 1.0);
    assertThat(verdict.getNetworkId()).isEqualTo("net-1");
    assertThat(verdict.getModelVersion()).isEqualTo("v1");
    assertThat(verdict.getSnapshotVersion()).isEqualTo("networks of v1");
    assertThat(verdict.getVectorPosition()).isEqualTo(4);
    assertThat(verdict.getVectorAge().getSeconds()).isBetween(3600L, 3800L);
    assertThat(verdict.hasJudgedAt()).isTrue();
    assertThat(verdict.getLearningState()).isEqualTo(LearningState.LEARNING_STATE_READY);
    assertThat(verdict.getStale()).isFalse();
  }

  @Test
  void checkAccount_stranger_isUnknownAndNoError() {
    Verdict verdict = service.check("nobody");

    assertThat(verdict.getAccountId()).isEqualTo("nobody");
    assertThat(verdict.getBand()).isEqualTo(Band.BAND_UNKNOWN);
    assertThat(verdict.hasRisk()).isFalse();
    assertThat(verdict.hasVectorAge()).isFalse();
    assertThat(verdict.getVectorPosition()).isZero();
  }

  @Test
  void checkAccount_fewRequests_isUnknownWithVector() {
    Verdict verdict = service.check("new-here");

    assertThat(verdict.getBand()).isEqualTo(Band.BAND_UNKNOWN);
    assertThat(verdict.hasRisk()).isFalse();
    assertThat(verdict.getVectorPosition()).isPositive();
  }

  @Test
  void checkAccount_apiKey_isTheAccountThatUsedItLast() {
    assertThat(checkKey("key-of-person-4").getAccountId()).isEqualTo("person-4");
    assertThat(checkKey("key-of-nobody").getBand()).isEqualTo(Band.BAND_UNKNOWN);
    assertThat(checkKey("key-of-nobody").getAccountId()).isEmpty();

    features.put(People.withKeys("rotates", Instant.now(), 50, List.of("old-key")));
    Await.until("old key", () -> checkKey("old-key").getAccountId().equals("rotates"));
    features.put(People.withKeys("rotates", Instant.now(), 50, List.of("fresh-key")));
    Await.until("fresh key", () -> checkKey("fresh-key").getAccountId().equals("rotates"));
    assertThat(checkKey("old-key").getAccountId()).isEmpty();
  }

  @Test
  void checkAccount_unfitSubject_isRefused() {
    refuse("the subject is empty", Subject.getDefaultInstance());
    refuse("the subject is empty", RunningService.account(""));
    refuse("the subject has 129 bytes", RunningService.account("a".repeat(129)));
    refuse("the subject has 130 bytes", RunningService.account("ä".repeat(65)));
    assertThat(service.check("a".repeat(128)).getBand()).isEqualTo(Band.BAND_UNKNOWN);
  }

  @Test
  void checkAccounts_unfitItem_hasItsOwnStatus() {
    List<CheckedAccount> results =
        service
            .verdicts()
            .checkAccounts(
                CheckAccountsRequest.newBuilder()
                    .addSubjects(RunningService.account("person-3"))
                    .addSubjects(RunningService.account(""))
                    .addSubjects(RunningService.account("nobody"))
                    .build())
            .getResultsList();

    assertThat(results.get(0).getVerdict().getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(results.get(1).getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
    assertThat(results.get(2).getVerdict().getBand()).isEqualTo(Band.BAND_UNKNOWN);
  }

  @Test
  void checkAccounts_noneOrTooMany_isRefused() {
    refuseBatch("0 subjects", 0);
    refuseBatch("1001 subjects", 1001);
    assertThat(service.verdicts().checkAccounts(batch(1000)).getResultsCount()).isEqualTo(1000);
  }

  @Test
  void explainAccount_memberOfNetwork_saysWhatIsShared() {
    ExplainAccountResponse why =
        service
            .verdicts()
            .explainAccount(
                ExplainAccountRequest.newBuilder()
                    .setSubject(Subject.newBuilder().setApiKeyToken("key-of-person-3"))
                    .build());

    assertThat(why.getVerdict().getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(why.getReasonsList())
        .anyMatch(reason -> reason.getText().contains("one prompt frame"));
    assertThat(why.getReasonsList())
        .isSortedAccordingTo(Comparator.comparingDouble(reason -> -Math.abs(reason.getBits())));
  }

  @Test
  void explainAccount_stranger_isNotFound() {
    Refused.with(
        Status.Code.NOT_FOUND,
        "no vector",
        () ->
            service
                .verdicts()
                .explainAccount(
                    ExplainAccountRequest.newBuilder()
                        .setSubject(RunningService.account("nobody"))
                        .build()));
  }

  @Test
  void listVerdicts_inPages_isEveryAccountOnceByFallingRisk() {
    List<Verdict> all = new ArrayList<>();
    String token = "";
    do {
      ListVerdictsResponse page = list(ListVerdictsRequest.newBuilder().setPageSize(3), token);
      assertThat(page.getVerdictsCount()).isLessThanOrEqualTo(3);
      all.addAll(page.getVerdictsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(all)
        .extracting(Verdict::getAccountId)
        .doesNotHaveDuplicates()
        .contains("person-0", "person-19", "new-here");
    assertThat(all)
        .extracting(Verdict::getRisk)
        .isSortedAccordingTo(Collections.reverseOrder(Double::compare));
  }

  @Test
  void listVerdicts_filtered_isOnlyWhatWasAskedFor() {
    assertThat(list(ListVerdictsRequest.newBuilder().setBand(Band.BAND_SOFT), "").getVerdictsList())
        .extracting(Verdict::getAccountId)
        .containsExactlyInAnyOrder("person-3", "person-4");
    assertThat(list(ListVerdictsRequest.newBuilder().setNetworkId("net-9"), "").getVerdictsCount())
        .isZero();
  }

  @Test
  void listVerdicts_brokenQuestion_isRefused() {
    String token = list(ListVerdictsRequest.newBuilder().setPageSize(2), "").getNextPageToken();

    refuseList("above 1000", ListVerdictsRequest.newBuilder().setPageSize(1001), "");
    refuseList("page size 4294967295", ListVerdictsRequest.newBuilder().setPageSize(-1), "");
    refuseList("not one of this service's", ListVerdictsRequest.newBuilder(), "!");
    refuseList("not one of this service's", ListVerdictsRequest.newBuilder(), "AAAA");
    refuseList("not one of this service's", ListVerdictsRequest.newBuilder(), token + "AAAA");
    refuseList("another question", ListVerdictsRequest.newBuilder().setBand(Band.BAND_SOFT), token);
    refuseList("no band has the number 99", ListVerdictsRequest.newBuilder().setBandValue(99), "");
  }

  private static Verdict checkKey(String key) {
    return service
        .verdicts()
        .checkAccount(
            CheckAccountRequest.newBuilder()
                .setSubject(Subject.newBuilder().setApiKeyToken(key))
                .build())
        .getVerdict();
  }

  private static void refuse(String message, Subject subject) {
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        message,
        () ->
            service
                .verdicts()
                .checkAccount(CheckAccountRequest.newBuilder().setSubject(subject).build()));
  }

  private static void refuseBatch(String message, int subjects) {
    Refused.with(
        Status.Code.INVALID_ARGUMENT,
        message,
        () -> service.verdicts().checkAccounts(batch(subjects)));
  }

  private static CheckAccountsRequest batch(int subjects) {
    return CheckAccountsRequest.newBuilder()
        .addAllSubjects(Collections.nCopies(subjects, RunningService.account("person-1")))
        .build();
  }

  private static ListVerdictsResponse list(ListVerdictsRequest.Builder request, String token) {
    return service.verdicts().listVerdicts(request.setPageToken(token).build());
  }

  private static void refuseList(
      String message, ListVerdictsRequest.Builder request, String token) {
    Refused.with(Status.Code.INVALID_ARGUMENT, message, () -> list(request, token));
  }
}
