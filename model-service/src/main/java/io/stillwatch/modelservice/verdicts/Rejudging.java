package io.stillwatch.modelservice.verdicts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets a new champion judge all accounts again. For one thread. */
@Component
final class Rejudging {
  private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);

  private final VerdictTable table;
  private final Champion champion;
  private final Timer timer;
  private @Nullable Judge done;

  Rejudging(VerdictTable table, Champion champion, MeterRegistry registry) {
    this.table = table;
    this.champion = champion;
    this.timer =
        Timer.builder("stillwatch.rejudging")
            .description("Judging every account again after a change of champion")
            .register(registry);
  }

  /** Does nothing when the champion is the one of the last time. */
  void look() {
    Judge judge = champion.judge();
    if (judge == null || judge == done) {
      return;
    }
    timer.record(() -> table.rejudgeAll(judge));
    done = judge;
    LOG.info(
        "Model {} judged {} accounts", judge.bundle().getManifest().getVersion(), table.size());
  }
}
