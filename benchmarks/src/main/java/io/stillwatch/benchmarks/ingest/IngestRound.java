package io.stillwatch.benchmarks.ingest;

import io.grpc.Channel;
import io.stillwatch.benchmarks.ingest.CopiedRows.LoggedRow;
import io.stillwatch.features.Identifiers;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.Reports;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Events on their way through the service, and then the same rows by COPY and on one core. */
final class IngestRound {
  private final LoadedService service;
  private final long postgresPid;
  private final int inFlight;
  private final String name;
  private final byte[][][] requests;
  private final int batch;
  private final int[] counts;
  private final LoggedRow[] rows;

  /**
   * Encodes the events beforehand; an account always reports by the same stream.
   *
   * @param first the number of the first event
   * @param name of the round, part of its sources' names
   */
  IngestRound(
      LoadedService service,
      long postgresPid,
      FullEvents events,
      long first,
      int size,
      int streams,
      int inFlight,
      int batch,
      String name) {
    this.service = service;
    this.postgresPid = postgresPid;
    this.inFlight = inFlight;
    this.batch = batch;
    this.counts = new int[streams];
    this.name = name;
    this.rows = new LoggedRow[size];
    List<List<byte[]>> byStream = new ArrayList<>();
    List<List<Report>> waiting = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      byStream.add(new ArrayList<>());
      waiting.add(new ArrayList<>());
    }
    for (int at = 0; at < size; at++) {
      Report.Builder event = events.event(first + at);
      long account = Identifiers.hash(event.getUsage().getAccountId());
      int stream = (int) Long.remainderUnsigned(account, streams);
      counts[stream]++;
      Report report = event.setSequence(counts[stream]).build();
      waiting.get(stream).add(report);
      if (waiting.get(stream).size() == batch) {
        byStream.get(stream).add(message(waiting.get(stream)));
      }
      rows[at] = new LoggedRow(source(stream), report.toByteArray(), account);
    }
    for (int stream = 0; stream < streams; stream++) {
      if (!waiting.get(stream).isEmpty()) {
        byStream.get(stream).add(message(waiting.get(stream)));
      }
    }
    this.requests =
        byStream.stream().map(list -> list.toArray(byte[][]::new)).toArray(byte[][][]::new);
  }

  /** Takes what waits. */
  private static byte[] message(List<Report> waiting) {
    ReportRequest.Builder message = ReportRequest.newBuilder();
    if (waiting.size() == 1) {
      message.setReport(waiting.get(0));
    } else {
      message.setReports(Reports.newBuilder().addAllReports(waiting));
    }
    waiting.clear();
    return message.build().toByteArray();
  }

  private String source(int stream) {
    return "gateway-" + name + "-" + stream;
  }

  LoggedRow[] rows() {
    return rows;
  }

  /**
   * How it went through the service.
   *
   * @param cpu microseconds of all events, the reporters' part told by itself
   */
  record Taken(
      double eventsPerSecond,
      Histogram micros,
      double walBytesPerEvent,
      CpuTime cpu,
      LoadedService.Commits commits) {}

  Taken report() throws InterruptedException, SQLException {
    List<LoadStream> streams = new ArrayList<>();
    for (int stream = 0; stream < requests.length; stream++) {
      Channel channel = service.connect();
      streams.add(new LoadStream(channel, requests[stream], batch, counts[stream], inFlight));
    }
    System.gc(); // What was encoded for this round is not this round's work.
    long wal = service.walBytes();
    LoadedService.Commits commits = service.commits();
    CpuTime cpu = CpuTime.now(postgresPid);
    long start = System.nanoTime();
    for (int stream = 0; stream < streams.size(); stream++) {
      streams.get(stream).start(source(stream));
    }
    Histogram micros = new Histogram(60_000_000, 3);
    for (LoadStream stream : streams) {
      stream.await();
      micros.add(stream.micros());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Taken(
        rows.length / seconds,
        micros,
        (double) (service.walBytes() - wal) / rows.length,
        CpuTime.now(postgresPid).since(cpu),
        service.commits().since(commits));
  }

  /** Rows a second by COPY alone, and the processor time of all rows. */
  record Copied(double rowsPerSecond, CpuTime cpu) {}

  Copied copy(int commitRows) throws SQLException {
    try (Connection connection = service.sql()) {
      CopiedRows table = new CopiedRows(connection);
      System.gc();
      CpuTime cpu = CpuTime.now(postgresPid);
      double seconds = table.copy(rows, commitRows);
      return new Copied(rows.length / seconds, CpuTime.now(postgresPid).since(cpu));
    }
  }
}
