package io.stillwatch.featureservice.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.stillwatch.featureservice.FeatureServiceSettings;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.Erasures;
import io.stillwatch.featureservice.accounts.FrameRegistry;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LogLease;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.strands.Strands;
import io.stillwatch.rim.DirectMethods;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.MethodScopes;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.rim.tokens.TokenBook;
import io.stillwatch.v1.UsageServiceGrpc;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the log, the states and the intake. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 10;

  @Bean
  LogLease logLease(
      JdbcConnectionDetails database, @Value("${spring.flyway.default-schema}") String schema) {
    PGSimpleDataSource unpooled = new PGSimpleDataSource();
    unpooled.setUrl(database.getJdbcUrl());
    unpooled.setUser(database.getUsername());
    unpooled.setPassword(database.getPassword());
    unpooled.setCurrentSchema(schema);
    unpooled.setApplicationName("stillwatch-features-lease");
    unpooled.setConnectTimeout(CONNECT_SECONDS);
    unpooled.setSocketTimeout(ANSWER_SECONDS);
    return new LogLease(unpooled);
  }

  @Bean
  LogTransaction logTransaction(DataSource dataSource, LogLease lease) {
    return new LogTransaction(dataSource, lease);
  }

  @Bean
  EventLog eventLog(DataSource dataSource, FeatureServiceSettings settings) {
    return new EventLog(dataSource, settings.idsKept());
  }

  @Bean
  AccountStates accountStates(FeatureServiceSettings settings) {
    return new AccountStates(
        settings.liveAccounts(),
        FrameRegistry.read(settings.sketchKeyFiles(), settings.knownFrames()));
  }

  @Bean
  Strands strands() {
    return new Strands();
  }

  @Bean
  Checkpoints checkpoints(
      DataSource dataSource,
      LogTransaction transaction,
      AccountStates states,
      EventLog log,
      Strands strands) {
    return new Checkpoints(dataSource, transaction, states, log, strands);
  }

  @Bean
  Erasures erasures(
      DataSource dataSource,
      LogTransaction transaction,
      EventLog log,
      AccountStates states,
      Strands strands) {
    return new Erasures(dataSource, transaction, log, states, strands);
  }

  @Bean
  ErasureDesk erasureDesk(
      Erasures erasures, Checkpoints checkpoints, AccountStates states, IntakeQueue queue) {
    return new ErasureDesk(erasures, checkpoints, states, queue);
  }

  @Bean
  ClosedDays closedDays(
      DataSource dataSource,
      LogTransaction transaction,
      AccountStates states,
      FeatureServiceSettings settings) {
    return new ClosedDays(dataSource, transaction, states, settings.daysKept());
  }

  @Bean
  IntakeQueue intakeQueue(FeatureServiceSettings settings) {
    return new IntakeQueue(settings.queueEvents(), settings.queueBytes());
  }

  @Bean
  WriterVisits writerVisits(IntakeQueue queue) {
    return new WriterVisits(queue);
  }

  @Bean
  DayTurn dayTurn(
      ServiceClock clock,
      FeatureServiceSettings settings,
      AccountStates states,
      ClosedDays days,
      Strands strands) {
    return new DayTurn(clock, settings.dayCloseDelay(), states, days, strands);
  }

  @Bean
  IntakeCounts intakeCounts(MeterRegistry registry) {
    return new IntakeCounts(registry);
  }

  @Bean
  IntakeGauges intakeGauges(
      IntakeQueue queue, AccountStates states, Checkpoints checkpoints, ServiceClock clock) {
    return new IntakeGauges(queue, states, checkpoints, clock);
  }

  @Bean
  UsageEndpoint usageEndpoint(
      IntakeQueue queue,
      ServiceClock clock,
      IntakeCounts counts,
      FeatureServiceSettings settings,
      TokenBook tokens) {
    EventBounds bounds = new EventBounds(clock);
    return new UsageEndpoint(queue, bounds, counts, settings.streamWindow(), tokens);
  }

  /** A stream waits on nothing: what it takes goes into the queue. */
  @Bean
  DirectMethods intakeDirectMethods() {
    return new DirectMethods(Set.of(UsageServiceGrpc.getReportMethod().getFullMethodName()));
  }

  @Bean
  MethodScopes intakeScopes() {
    return new MethodScopes(
        Map.ofEntries(
            MethodScopes.row(UsageServiceGrpc.getReportMethod(), Scope.REPORT),
            MethodScopes.row(UsageServiceGrpc.getReportBatchMethod(), Scope.REPORT),
            MethodScopes.row(UsageServiceGrpc.getAssignSourceMethod(), Scope.ADMIN)));
  }

  @Bean
  Intake intake(
      FeatureServiceSettings settings,
      ServiceClock clock,
      LogLease lease,
      EventLog log,
      LogTransaction transaction,
      AccountStates states,
      Checkpoints checkpoints,
      Erasures erasures,
      IntakeQueue queue,
      DayTurn dayTurn,
      IntakeCounts counts,
      ConfigurableApplicationContext context) {
    Runnable end = () -> new Thread(context::close, "feature-service-end").start();
    return new Intake(
        settings,
        clock,
        lease,
        log,
        transaction,
        states,
        checkpoints,
        erasures,
        queue,
        dayTurn,
        counts,
        end);
  }
}
