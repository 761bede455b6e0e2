package io.stillwatch.modelservice;

import io.stillwatch.rim.DirectMethods;
import io.stillwatch.rim.tokens.MethodScopes;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.v1.ModelServiceGrpc;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scope that each method needs, and which methods answer on the network's own thread. */
@Configuration(proxyBeanMethods = false)
class MethodTable {
  @Bean
  MethodScopes methodScopes() {
    return new MethodScopes(
        Map.ofEntries(
            MethodScopes.row(VerdictServiceGrpc.getCheckAccountMethod(), Scope.CHECK),
            MethodScopes.row(VerdictServiceGrpc.getCheckAccountsMethod(), Scope.CHECK),
            MethodScopes.row(VerdictServiceGrpc.getExplainAccountMethod(), Scope.READ),
            MethodScopes.row(VerdictServiceGrpc.getListVerdictsMethod(), Scope.READ),
            MethodScopes.row(VerdictServiceGrpc.getEraseVerdictMethod(), Scope.ADMIN),
            MethodScopes.row(ModelServiceGrpc.getPublishModelMethod(), Scope.PUBLISH),
            MethodScopes.row(ModelServiceGrpc.getListModelsMethod(), Scope.READ),
            MethodScopes.row(ModelServiceGrpc.getGetPersonasMethod(), Scope.READ),
            MethodScopes.row(ModelServiceGrpc.getActivateModelMethod(), Scope.ADMIN),
            MethodScopes.row(ModelServiceGrpc.getRollBackModelMethod(), Scope.ADMIN),
            MethodScopes.row(NetworkServiceGrpc.getListNetworksMethod(), Scope.READ),
            MethodScopes.row(NetworkServiceGrpc.getGetNetworkMethod(), Scope.READ),
            MethodScopes.row(NetworkServiceGrpc.getListMembersMethod(), Scope.READ),
            MethodScopes.row(NetworkServiceGrpc.getExportNetworkMethod(), Scope.READ),
            MethodScopes.row(NetworkServiceGrpc.getLabelNetworkMethod(), Scope.ADMIN),
            MethodScopes.row(NetworkServiceGrpc.getUpdateCaseMethod(), Scope.ADMIN),
            MethodScopes.row(NetworkServiceGrpc.getSplitNetworkMethod(), Scope.ADMIN),
            MethodScopes.row(NetworkServiceGrpc.getMergeNetworksMethod(), Scope.ADMIN)));
  }

  @Bean
  DirectMethods directMethods() {
    return new DirectMethods(
        Set.of(
            VerdictServiceGrpc.getCheckAccountMethod().getFullMethodName(),
            VerdictServiceGrpc.getCheckAccountsMethod().getFullMethodName()));
  }
}
