package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.stillwatch.helm.Rendered.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the objects around the pods, and between them. */
class ObjectRulesTest {
  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void apiVersions_areStable(String name) {
    assertThat(Chart.render(name).objects())
        .allMatch(object -> object.getApiVersion().matches("(.+/)?v[0-9]+"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secrets_areNeverRendered(String name) {
    assertThat(Chart.render(name).documents())
        .noneMatch(document -> document.path("kind").asText().equals("Secret"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void names_areShortAndUnique(String name) {
    Set<String> seen = new HashSet<>();
    for (HasMetadata object : Chart.render(name).objects()) {
      assertThat(object.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
      assertThat(object.getMetadata().getName().length())
          .isLessThanOrEqualTo(object instanceof CronJob ? 52 : 63);
      assertThat(seen.add(Rendered.name(object))).as(Rendered.name(object)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void labels_ofEveryObject_areTheRecommendedOnes(String name) {
    for (HasMetadata object : Chart.render(name).objects()) {
      assertThat(object.getMetadata().getLabels())
          .as(Rendered.name(object))
          .containsKeys(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/component",
              "app.kubernetes.io/version",
              "app.kubernetes.io/managed-by",
              "helm.sh/chart");
    }
  }

  /** A selector cannot be changed later, so what changes with a release is not in it. */
  @ParameterizedTest
  @MethodSource("cases")
  void selectors_ofDeployments_matchTheirPodsAndNeverChange(String name) {
    for (Deployment deployment : Chart.render(name).all(Deployment.class)) {
      var selector = deployment.getSpec().getSelector().getMatchLabels();
      assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
          .containsAllEntriesOf(selector);
      assertThat(selector.keySet())
          .containsExactlyInAnyOrder(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/component");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void featureService_isOneAndNeverTwo(String name) {
    Deployment deployment = deployment(name, "feature-service");
    assertThat(deployment.getSpec().getReplicas()).isLessThanOrEqualTo(1);
    assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void modelService_isSpreadAndNeverFewerWhileItChanges(String name) {
    Deployment deployment = deployment(name, "model-service");
    assertThat(
            deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
        .isZero();
    var spread = deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints();
    assertThat(spread).isNotEmpty();
    for (var constraint : spread) {
      assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
          .containsAllEntriesOf(constraint.getLabelSelector().getMatchLabels());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyDeployment_hasOneDisruptionBudgetThatLetsNodesBeDrained(String name) {
    Rendered rendered = Chart.render(name);
    for (Deployment deployment : rendered.all(Deployment.class)) {
      var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
      List<PodDisruptionBudget> budgets =
          rendered.all(PodDisruptionBudget.class).stream()
              .filter(
                  budget ->
                      labels
                          .entrySet()
                          .containsAll(budget.getSpec().getSelector().getMatchLabels().entrySet()))
              .toList();
      assertThat(budgets).as(Rendered.name(deployment)).hasSize(1);
      assertThat(budgets.get(0).getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void networkPolicies_targetEveryPodBothWays(String name) {
    Rendered rendered = Chart.render(name);
    List<NetworkPolicy> policies = rendered.all(NetworkPolicy.class);
    if (name.equals("no-networkpolicy")) {
      assertThat(policies).isEmpty();
      return;
    }
    for (Workload workload : rendered.workloads()) {
      assertThat(policies)
          .as(workload.toString())
          .filteredOn(
              policy -> workload.matches(policy.getSpec().getPodSelector().getMatchLabels()))
          .hasSize(1)
          .allMatch(
              policy ->
                  policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress")));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void services_targetAPodAndAPortThatItHas(String name) {
    Rendered rendered = Chart.render(name);
    for (Service service : rendered.all(Service.class)) {
      assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
      List<Workload> targets =
          rendered.workloads().stream()
              .filter(workload -> workload.matches(service.getSpec().getSelector()))
              .toList();
      assertThat(targets).as(Rendered.name(service)).hasSize(1);
      List<ContainerPort> ports = targets.get(0).container().getPorts();
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(port.getNodePort()).isNull();
        assertThat(ports)
            .as(port.getName())
            .anyMatch(
                open ->
                    open.getName().equals(port.getTargetPort().getStrVal())
                        && open.getContainerPort().equals(port.getPort()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void autoscaler_hasATargetThatLeavesTheNumberToIt(String name) {
    Rendered rendered = Chart.render(name);
    List<HorizontalPodAutoscaler> scalers = rendered.all(HorizontalPodAutoscaler.class);
    assertThat(scalers).hasSize(name.equals("hpa") ? 1 : 0);
    for (HorizontalPodAutoscaler scaler : scalers) {
      Deployment target = deployment(name, "model-service");
      assertThat(scaler.getSpec().getScaleTargetRef().getName())
          .isEqualTo(target.getMetadata().getName());
      assertThat(scaler.getSpec().getScaleTargetRef().getKind()).isEqualTo(target.getKind());
      assertThat(target.getSpec().getReplicas()).isNull();
      assertThat(scaler.getSpec().getMinReplicas())
          .isLessThanOrEqualTo(scaler.getSpec().getMaxReplicas());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainer_hasDeadlinesAndRunsOnceAtATime(String name) {
    List<CronJob> jobs = Chart.render(name).all(CronJob.class);
    assertThat(jobs).hasSize(name.equals("no-trainer") ? 0 : name.equals("large") ? 1 : 2);
    for (CronJob job : jobs) {
      assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
      assertThat(job.getSpec().getStartingDeadlineSeconds()).isPositive();
      assertThat(job.getSpec().getSuccessfulJobsHistoryLimit()).isNotNull();
      assertThat(job.getSpec().getFailedJobsHistoryLimit()).isNotNull();
      var night = job.getSpec().getJobTemplate().getSpec();
      assertThat(night.getActiveDeadlineSeconds()).isPositive();
      assertThat(night.getBackoffLimit()).isNotNull();
      assertThat(night.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
      assertThat(night.getPodFailurePolicy().getRules().get(1).getOnExitCodes().getContainerName())
          .isEqualTo(night.getTemplate().getSpec().getContainers().get(0).getName());
    }
  }

  @Test
  void hourly_isTheTrainerBetweenTwoNights() {
    List<CronJob> jobs = Chart.render("default").all(CronJob.class);
    CronJob night = jobs.get(0);
    CronJob hour = jobs.get(1);
    assertThat(hour.getMetadata().getName())
        .isEqualTo(night.getMetadata().getName().replace("-trainer", "-hourly"));
    assertThat(hour.getSpec().getSchedule()).isEqualTo("45 0-1,4-23 * * *");
    assertThat(args(hour)).endsWith("--hourly");
    assertThat(args(hour).subList(0, args(night).size())).isEqualTo(args(night));
    assertThat(args(night)).doesNotContain("--hourly");
    assertThat(args(Chart.render("large").all(CronJob.class).get(0))).endsWith("--seed", "7");
  }

  private static List<String> args(CronJob job) {
    return job.getSpec()
        .getJobTemplate()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getArgs();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void serviceAccount_isMadeOrNamed(String name) {
    Rendered rendered = Chart.render(name);
    var made = rendered.all(ServiceAccount.class);
    for (Workload workload : rendered.workloads()) {
      String account = workload.spec().getServiceAccountName();
      if (made.isEmpty()) {
        assertThat(account).isIn("default", "stillwatch-existing");
      } else {
        assertThat(made.get(0).getMetadata().getName()).isEqualTo(account);
        assertThat(made.get(0).getAutomountServiceAccountToken()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ingress_leadsToAPortOfAService(String name) {
    Rendered rendered = Chart.render(name);
    List<Ingress> ingresses = rendered.all(Ingress.class);
    assertThat(ingresses).hasSize(name.equals("ingress-oidc") ? 1 : 0);
    for (Ingress ingress : ingresses) {
      var backend =
          ingress.getSpec().getRules().get(0).getHttp().getPaths().get(0).getBackend().getService();
      assertThat(rendered.all(Service.class))
          .anyMatch(
              service ->
                  service.getMetadata().getName().equals(backend.getName())
                      && service.getSpec().getPorts().stream()
                          .anyMatch(port -> port.getName().equals(backend.getPort().getName())));
    }
  }

  private static Deployment deployment(String name, String component) {
    return Chart.render(name).all(Deployment.class).stream()
        .filter(
            deployment ->
                component.equals(
                    deployment.getMetadata().getLabels().get("app.kubernetes.io/component")))
        .findFirst()
        .orElseThrow();
  }
}
