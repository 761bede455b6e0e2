package io.stillwatch.featureservice.vectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stillwatch.featureservice.FeatureServiceSettings;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.intake.ErasureDesk;
import io.stillwatch.featureservice.log.LogLease;
import io.stillwatch.featureservice.reprocess.Reprocessing;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.MethodScopes;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.v1.FeatureServiceGrpc;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what serves vectors. */
@Configuration(proxyBeanMethods = false)
class VectorsConfiguration {
  @Bean
  LivePump livePump(AccountStates states, ServiceClock clock, FeatureServiceSettings settings) {
    return new LivePump(states, clock, settings.livePace());
  }

  @Bean
  MeterBinder liveReaders(LivePump live) {
    return registry ->
        Gauge.builder("stillwatch.live.readers", live::readers)
            .description("Model services that follow the live vectors")
            .register(registry);
  }

  @Bean
  DaySender daySender(ClosedDays days) {
    return new DaySender(days);
  }

  @Bean
  VectorEndpoint vectorEndpoint(
      AccountStates states,
      ClosedDays days,
      LogLease lease,
      LivePump live,
      DaySender daySender,
      ServiceClock clock,
      ErasureDesk erasures,
      Reprocessing reprocessing) {
    return new VectorEndpoint(states, days, lease, live, daySender, clock, erasures, reprocessing);
  }

  @Bean
  MethodScopes vectorScopes() {
    return new MethodScopes(
        Map.ofEntries(
            MethodScopes.row(FeatureServiceGrpc.getGetVectorMethod(), Scope.READ),
            MethodScopes.row(FeatureServiceGrpc.getReadVectorsMethod(), Scope.READ),
            MethodScopes.row(FeatureServiceGrpc.getListDaysMethod(), Scope.READ),
            MethodScopes.row(FeatureServiceGrpc.getEraseAccountMethod(), Scope.ADMIN),
            MethodScopes.row(FeatureServiceGrpc.getListFeaturesMethod(), Scope.READ),
            MethodScopes.row(FeatureServiceGrpc.getStartReprocessMethod(), Scope.ADMIN),
            MethodScopes.row(FeatureServiceGrpc.getGetReprocessMethod(), Scope.ADMIN)));
  }
}
