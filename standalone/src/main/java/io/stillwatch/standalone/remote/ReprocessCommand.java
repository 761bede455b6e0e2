package io.stillwatch.standalone.remote;

import io.grpc.Channel;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.stillwatch.v1.GetReprocessRequest;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.ReprocessState;
import io.stillwatch.v1.StartReprocessRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch reprocess}: states and daily vectors anew, after a change of definitions. */
@Command(
    name = "reprocess",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuild a feature service's states and daily vectors from its kept log, by its present"
          + " definitions, while it takes events.",
      "Needs a token with the scope admin. One at a time; it ends with the service, and may then be"
          + " started again."
    })
public final class ReprocessCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 500;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin Remote remote = new Remote();

  @Mixin Output output = new Output();

  @Option(
      names = "--wait",
      description = "stay until it is done and say how far it is; exit code 1 when it fails")
  boolean wait;

  @Option(names = "--show", description = "begin nothing, show the one that runs or the last one")
  boolean show;

  @Option(
      names = "--despite-short-log",
      description =
          "although the kept log is shorter than the 7 days that windows look back, so that they"
              + " will be short")
  boolean despiteShortLog;

  @Override
  public Integer call() {
    Reprocess begun = remote.call(Remote.FEATURE_SERVICE, show ? this::last : this::start);
    Reprocess now = wait ? remote.stream(Remote.FEATURE_SERVICE, this::awaitEnd) : begun;
    output.print(now, ReprocessCommand::told);
    if (now.getState() == ReprocessState.REPROCESS_STATE_FAILED) {
      throw new CommandFailed("the reprocessing failed: " + now.getFailure());
    }
    return 0;
  }

  private static FeatureServiceBlockingStub service(Channel channel) {
    return FeatureServiceGrpc.newBlockingStub(channel).withDeadlineAfter(1, TimeUnit.MINUTES);
  }

  private Reprocess start(Channel channel) {
    StartReprocessRequest request =
        StartReprocessRequest.newBuilder().setDespiteShortLog(despiteShortLog).build();
    return service(channel).startReprocess(request).getReprocess();
  }

  private Reprocess last(Channel channel) {
    return service(channel).getReprocess(GetReprocessRequest.getDefaultInstance()).getReprocess();
  }

  private Reprocess awaitEnd(Channel channel) {
    Progress progress = new Progress(command.commandLine().getErr());
    Reprocess now = last(channel);
    String said = "";
    while (now.getState() == ReprocessState.REPROCESS_STATE_RUNNING) {
      String text = progress(now);
      if (!text.equals(said)) {
        progress.say(text);
        said = text;
      }
      pause();
      now = last(channel);
    }
    return now;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted; the reprocessing goes on", interrupted);
    }
  }

  private static String progress(Reprocess now) {
    return String.format(
        Locale.ROOT,
        "pass %d of %d, %,d of %,d events, %d days rewritten",
        now.getPass(),
        now.getPasses(),
        now.getEventsRead(),
        now.getEventsTotal(),
        now.getDaysRewrittenCount());
  }

  private static String told(Reprocess now) {
    Table table = new Table("STATE", Table.word(now.getState(), "REPROCESS_STATE"));
    table.row("progress", progress(now));
    table.row("accounts rebuilt", number(now.getAccountsRebuilt()));
    table.row("accounts left, not in the log", number(now.getAccountsLeft()));
    table.row("days rewritten", days(now.getDaysRewrittenList()));
    table.row("days left, history not in the log", days(now.getDaysLeftList()));
    if (now.getFirstPosition() > 1) {
      table.row("the log begins at position", number(now.getFirstPosition()));
    }
    return table.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Closed days are nearly always all those between the first and the last. */
  private static String days(List<String> days) {
    return switch (days.size()) {
      case 0 -> "-";
      case 1 -> days.get(0);
      default -> days.size() + ", from " + days.get(0) + " to " + days.get(days.size() - 1);
    };
  }
}
