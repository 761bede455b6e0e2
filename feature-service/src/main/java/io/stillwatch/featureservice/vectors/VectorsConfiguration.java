package io.stillwatch.featureservice.vectors;

import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.log.LogLease;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what serves vectors. */
@Configuration(proxyBeanMethods = false)
class VectorsConfiguration {
  @Bean
  LivePump livePump(AccountStates states) {
    return new LivePump(states);
  }

  @Bean
  DaySender daySender(ClosedDays days) {
    return new DaySender(days);
  }

  @Bean
  VectorEndpoint vectorEndpoint(
      AccountStates states, ClosedDays days, LogLease lease, LivePump live, DaySender daySender) {
    return new VectorEndpoint(states, days, lease, live, daySender);
  }
}
