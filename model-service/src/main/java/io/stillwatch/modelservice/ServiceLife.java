package io.stillwatch.modelservice;

import io.stillwatch.modelservice.models.ChampionWatch;
import io.stillwatch.modelservice.verdicts.VerdictLife;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The order of a start: the champion, then the stored verdicts, then the live stream, and only then
 * the server, so that the first caller already gets an answer. The end goes backwards.
 */
@Component
final class ServiceLife implements SmartLifecycle {
  private final ChampionWatch champion;
  private final VerdictLife verdicts;
  private volatile boolean running;

  ServiceLife(ChampionWatch champion, VerdictLife verdicts) {
    this.champion = champion;
    this.verdicts = verdicts;
  }

  @Override
  public void start() {
    champion.start();
    verdicts.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    verdicts.stop();
    champion.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the gRPC server, which starts among the last. */
  @Override
  public int getPhase() {
    return 0;
  }
}
