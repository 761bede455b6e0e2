package io.stillwatch.modelservice.verdicts;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.rim.tokens.Caller;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.CheckAccountRequest;
import io.stillwatch.v1.CheckAccountResponse;
import io.stillwatch.v1.CheckAccountsRequest;
import io.stillwatch.v1.CheckAccountsResponse;
import io.stillwatch.v1.CheckedAccount;
import io.stillwatch.v1.EraseVerdictRequest;
import io.stillwatch.v1.EraseVerdictResponse;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ExplainAccountResponse;
import io.stillwatch.v1.ListVerdictsRequest;
import io.stillwatch.v1.ListVerdictsResponse;
import io.stillwatch.v1.Subject;
import io.stillwatch.v1.Verdict;
import io.stillwatch.v1.VerdictServiceGrpc;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers gateways and analysts from the table in memory. */
@Component
final class VerdictEndpoint extends VerdictServiceGrpc.VerdictServiceImplBase {
  private static final int MAX_SUBJECT_BYTES = 128;
  private static final int MAX_SUBJECTS = 1000;

  private final VerdictTable table;
  private final Roster roster;
  private final CallCounts counts;
  private final AuditLog audit;
  private final ErasureDesk erasures;

  VerdictEndpoint(
      VerdictTable table, Roster roster, CallCounts counts, AuditLog audit, ErasureDesk erasures) {
    this.table = table;
    this.roster = roster;
    this.counts = counts;
    this.audit = audit;
    this.erasures = erasures;
  }

  @Override
  public void checkAccount(
      CheckAccountRequest request, StreamObserver<CheckAccountResponse> observer) {
    counts.check();
    refuseUnfit(request.getSubject());
    Verdict verdict = verdict(request.getSubject());
    observer.onNext(CheckAccountResponse.newBuilder().setVerdict(verdict).build());
    observer.onCompleted();
  }

  @Override
  public void checkAccounts(
      CheckAccountsRequest request, StreamObserver<CheckAccountsResponse> observer) {
    int subjects = request.getSubjectsCount();
    counts.batch(subjects);
    if (subjects == 0 || subjects > MAX_SUBJECTS) {
      throw new IllegalArgumentException(
          subjects + " subjects; 1 to " + MAX_SUBJECTS + " can be asked for at once");
    }
    CheckAccountsResponse.Builder answer = CheckAccountsResponse.newBuilder();
    request.getSubjectsList().forEach(subject -> answer.addResults(checked(subject)));
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  private CheckedAccount checked(Subject subject) {
    String fault = fault(subject);
    if (fault == null) {
      return CheckedAccount.newBuilder().setVerdict(verdict(subject)).build();
    }
    return CheckedAccount.newBuilder()
        .setError(
            com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage(fault))
        .build();
  }

  /** Nobody reads reasons without a line in the audit log: without the database nobody does. */
  @Override
  public void explainAccount(
      ExplainAccountRequest request, StreamObserver<ExplainAccountResponse> observer) {
    refuseUnfit(request.getSubject());
    Held held = held(request.getSubject());
    if (held == null || !held.hasVector()) {
      throw Status.NOT_FOUND
          .withDescription("there is no vector of that account")
          .asRuntimeException();
    }
    audit.add(Actor.token(Caller.name()), AuditAction.ACCOUNT_EXPLAINED, held.accountId(), "");
    ExplainAccountResponse.Builder answer =
        ExplainAccountResponse.newBuilder().setVerdict(table.shown(held, held.accountId()));
    answer.addAllReasons(AccountFile.reasons(held));
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void listVerdicts(
      ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> observer) {
    RosterPage page = roster.page(query(request));
    ListVerdictsResponse.Builder answer =
        ListVerdictsResponse.newBuilder().setNextPageToken(page.next());
    page.rows().forEach(row -> answer.addVerdicts(table.verdict(row.accountId())));
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void eraseVerdict(
      EraseVerdictRequest request, StreamObserver<EraseVerdictResponse> observer) {
    String accountId = request.getAccountId();
    refuseUnfit(Subject.newBuilder().setAccountId(accountId).build());
    if (accountId.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("account_id contains the character U+0000");
    }
    observer.onNext(erasures.erase(Actor.token(Caller.name()), accountId));
    observer.onCompleted();
  }

  /** Worst first is by falling risk: each band has a range of its own. */
  private static RosterQuery query(ListVerdictsRequest request) {
    Band band = request.getBand();
    if (band == Band.UNRECOGNIZED) {
      throw new IllegalArgumentException("no band has the number " + request.getBandValue());
    }
    return new RosterQuery(
        RosterQuery.Order.WORST_FIRST,
        band == Band.BAND_UNSPECIFIED ? null : band,
        "",
        "",
        request.getNetworkId(),
        "",
        request.getPageToken(),
        Page.size(request.getPageSize()));
  }

  private Verdict verdict(Subject subject) {
    return subject.hasAccountId()
        ? table.verdict(subject.getAccountId())
        : table.verdictByKey(subject.getApiKeyToken());
  }

  private @Nullable Held held(Subject subject) {
    String accountId =
        subject.hasAccountId() ? subject.getAccountId() : table.accountOf(subject.getApiKeyToken());
    return accountId == null ? null : table.held(accountId);
  }

  private static void refuseUnfit(Subject subject) {
    String fault = fault(subject);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** What is wrong with a subject; null: nothing. */
  private static @Nullable String fault(Subject subject) {
    ByteString bytes =
        switch (subject.getSubjectCase()) {
          case ACCOUNT_ID -> subject.getAccountIdBytes();
          case API_KEY_TOKEN -> subject.getApiKeyTokenBytes();
          case SUBJECT_NOT_SET -> ByteString.EMPTY;
        };
    if (bytes.isEmpty()) {
      return "the subject is empty";
    }
    return bytes.size() > MAX_SUBJECT_BYTES
        ? "the subject has " + bytes.size() + " bytes; at most " + MAX_SUBJECT_BYTES + " are taken"
        : null;
  }
}
