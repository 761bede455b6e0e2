package io.stillwatch.benchmarks.calibration;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** The clients of one platform. */
record Trace(String name, List<Client> clients) {
  Sample of(ToDoubleFunction<Client> figure) {
    return Sample.of(clients.stream().mapToDouble(figure));
  }

  /** Of the clients whose token counts are known. */
  Sample lengths(ToDoubleFunction<Lengths> figure, boolean answers) {
    return Sample.of(
        clients.stream()
            .map(client -> answers ? client.output : client.input)
            .filter(java.util.Objects::nonNull)
            .mapToDouble(lengths -> figure.applyAsDouble(lengths)));
  }

  /** Of the logarithms of mean prompt and mean answer. */
  double lengthCorrelation() {
    return Sample.correlation(logMeans(false), logMeans(true));
  }

  private List<Double> logMeans(boolean answers) {
    return clients.stream()
        .filter(client -> client.input != null && client.output != null)
        .map(client -> answers ? client.output : client.input)
        .filter(java.util.Objects::nonNull)
        .map(lengths -> Math.log(lengths.mean()))
        .toList();
  }

  double outOverIn(double level) {
    return Sample.of(
            clients.stream()
                .mapToDouble(
                    client ->
                        client.input == null || client.output == null
                            ? Double.NaN
                            : client.output.mean() / client.input.mean()))
        .quantile(level);
  }

  /** The mean of the clients' profiles, each hour as a multiple of the average. */
  double[] profile() {
    double[] mean = new double[Client.HOURS];
    for (Client client : clients) {
      double[] profile = client.profile();
      for (int hour = 0; hour < mean.length; hour++) {
        mean[hour] += profile[hour] * Client.HOURS / clients.size();
      }
    }
    return mean;
  }

  /** From midnight to six. */
  double nightShare() {
    double[] profile = profile();
    return (profile[0] + profile[1] + profile[2] + profile[3] + profile[4] + profile[5])
        / Client.HOURS;
  }

  /** The busiest quarter of the day over the quietest, of six hours in a row. */
  double dayOverNight() {
    double[] profile = profile();
    double most = 0;
    double least = Double.MAX_VALUE;
    for (int from = 0; from < Client.HOURS; from++) {
      double sum = 0;
      for (int hour = 0; hour < 6; hour++) {
        sum += profile[(from + hour) % Client.HOURS];
      }
      most = Math.max(most, sum);
      least = Math.min(least, sum);
    }
    return most / least;
  }

  /** Clients that are left when one of so many calls is kept. */
  Trace thinned(double factor, long seed) {
    Random random = new Random(seed);
    return new Trace(
        name,
        clients.stream()
            .map(client -> client.thinned(factor, random))
            .filter(client -> client.calls() > 0)
            .toList());
  }
}
