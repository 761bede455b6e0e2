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
  Reprocessing reprocessing(
      AccountStates states,
      Checkpoints checkpoints,
      ClosedDays days,
      EventLog log,
      LogTransaction transaction,
      WriterVisits visits,
      FeatureServiceSettings settings) {
    return new Reprocessing(
        states,
        checkpoints,
        days,
        log,
        new StagedDays(transaction),
        visits,
        settings.reprocessAccounts());
  }
}
