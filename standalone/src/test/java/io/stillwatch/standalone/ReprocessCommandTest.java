package io.stillwatch.standalone;

import static io.stillwatch.standalone.FakePlatform.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.standalone.FakePlatform.Outcome;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.GetReprocessRequest;
import io.stillwatch.v1.GetReprocessResponse;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.ReprocessState;
import io.stillwatch.v1.StartReprocessRequest;
import io.stillwatch.v1.StartReprocessResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReprocessCommandTest {
  private final List<StartReprocessRequest> started = new ArrayList<>();
  private final List<Reprocess> coming = new ArrayList<>();
  private FakePlatform platform;

  @BeforeEach
  void start() throws Exception {
    platform = new FakePlatform(new Features());
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  @Test
  void reprocess_alone_beginsAndSaysSo() {
    Outcome outcome = ask();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(started).containsExactly(StartReprocessRequest.getDefaultInstance());
    assertThat(outcome.out()).containsPattern("STATE +running").contains("0 of 9,000 events");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void reprocess_wait_tellsProgressAndTheEnd() {
    coming.add(running().setPass(2).setEventsRead(4_000).build());
    coming.add(
        running()
            .setState(ReprocessState.REPROCESS_STATE_DONE)
            .setAccountsRebuilt(1_200)
            .addDaysLeft("2026-03-02")
            .addDaysRewritten("2026-03-03")
            .addDaysRewritten("2026-03-04")
            .build());
    Outcome outcome = ask("--wait", "--despite-short-log");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(started.get(0).getDespiteShortLog()).isTrue();
    assertThat(outcome.err()).contains("pass 2 of 3, 4,000 of 9,000 events, 0 days rewritten");
    assertThat(outcome.out())
        .containsPattern("STATE +done")
        .containsPattern("accounts rebuilt +1,200")
        .contains("2, from 2026-03-03 to 2026-03-04")
        .containsPattern("days left.* 2026-03-02");
  }

  @Test
  void reprocess_failed_exitsWithOneAndSaysWhy() {
    coming.add(
        running()
            .setState(ReprocessState.REPROCESS_STATE_FAILED)
            .setFailure("the service is stopping")
            .build());
    Outcome outcome = ask("--wait");
    assertThat(outcome.exit()).isOne();
    assertThat(outcome.err()).contains("the reprocessing failed: the service is stopping");
  }

  @Test
  void reprocess_show_beginsNothing() {
    coming.add(running().setPass(3).build());
    Outcome outcome = ask("--show", "-o", "json");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(started).isEmpty();
    var json = JsonParser.parseString(outcome.out()).getAsJsonObject();
    assertThat(json.get("pass").getAsInt()).isEqualTo(3);
  }

  @Test
  void reprocess_refused_exitsWithOne() {
    Outcome outcome = ask("--show");
    assertThat(outcome.exit()).isOne();
    assertThat(outcome.err()).contains("NOT_FOUND: there was none");
  }

  private Outcome ask(String... arguments) {
    List<String> line = new ArrayList<>(List.of("reprocess"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--to", platform.address(), "--token", FakePlatform.TOKEN));
    return run(line.toArray(String[]::new));
  }

  private static Reprocess.Builder running() {
    return Reprocess.newBuilder()
        .setState(ReprocessState.REPROCESS_STATE_RUNNING)
        .setStartedAt(FakePlatform.NOON)
        .setPass(1)
        .setPasses(3)
        .setEventsTotal(9_000)
        .setFirstPosition(1);
  }

  private final class Features extends FeatureServiceGrpc.FeatureServiceImplBase {
    @Override
    public void startReprocess(
        StartReprocessRequest request, StreamObserver<StartReprocessResponse> observer) {
      started.add(request);
      observer.onNext(StartReprocessResponse.newBuilder().setReprocess(running()).build());
      observer.onCompleted();
    }

    @Override
    public void getReprocess(
        GetReprocessRequest request, StreamObserver<GetReprocessResponse> observer) {
      if (coming.isEmpty()) {
        observer.onError(Status.NOT_FOUND.withDescription("there was none").asRuntimeException());
        return;
      }
      observer.onNext(GetReprocessResponse.newBuilder().setReprocess(coming.remove(0)).build());
      observer.onCompleted();
    }
  }
}
