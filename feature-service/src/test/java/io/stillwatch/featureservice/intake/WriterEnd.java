package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.RunningService;

/** The end of a service that had no time for a checkpoint. */
public final class WriterEnd {
  private WriterEnd() {}

  public static void abandon(RunningService service) {
    service.bean(Intake.class).abandon();
  }
}
