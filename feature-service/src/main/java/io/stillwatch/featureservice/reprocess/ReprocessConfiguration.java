package io.stillwatch.featureservice.reprocess;

import io.stillwatch.featureservice.FeatureServiceSettings;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.intake.WriterVisits;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogTransaction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the reprocessing. */
@Configuration(proxyBeanMethods = false)
class ReprocessConfiguration {
  @Bean
  StagedDays stagedDays(LogTransaction transaction) {
    return new StagedDays(transaction);
  }

  @Bean
  FormerRun formerRun(StagedDays staged) {
    return new FormerRun(staged);
  }

  @Bean
  Reprocessing reprocessing(
      AccountStates states,
      Checkpoints checkpoints,
      ClosedDays days,
      EventLog log,
      StagedDays staged,
      WriterVisits visits,
      FeatureServiceSettings settings) {
    return new Reprocessing(
        states, checkpoints, days, log, staged, visits, settings.reprocessAccounts());
  }
}
