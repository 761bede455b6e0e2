package io.stillwatch.featureservice.following;

import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.intake.WriterVisits;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import io.stillwatch.rim.tokens.MethodScopes;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.v1.StrandServiceGrpc;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what follows prompt frames. */
@Configuration(proxyBeanMethods = false)
class FollowingConfiguration {
  @Bean
  FrameFollowing frameFollowing(
      Strands strands,
      AccountStates states,
      Checkpoints checkpoints,
      LogTransaction transaction,
      WriterVisits visits) {
    return new FrameFollowing(strands, states, checkpoints, transaction, visits);
  }

  @Bean
  StrandEndpoint strandEndpoint(FrameFollowing following, Strands strands) {
    return new StrandEndpoint(following, strands);
  }

  @Bean
  MethodScopes strandScopes() {
    return new MethodScopes(
        Map.ofEntries(
            MethodScopes.row(StrandServiceGrpc.getFollowFramesMethod(), Scope.PUBLISH),
            MethodScopes.row(StrandServiceGrpc.getListFollowedFramesMethod(), Scope.READ),
            MethodScopes.row(StrandServiceGrpc.getReadStrandsMethod(), Scope.READ)));
  }
}
