package io.stillwatch.evaluation.servegen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clients of one model. Those whose token counts were not published borrow a neighbour's. */
final class Trace {
  private Trace() {}

  static List<TracedClient> read(Path folder, String model) {
    Map<String, TracedClient> clients = new LinkedHashMap<>();
    new TraceFile(folder.resolve(model + "-rates.csv.gz"))
        .forEachRow(
            row ->
                clients
                    .computeIfAbsent(row.get(0), number -> new TracedClient(model + "-" + number))
                    .rates
                    .put(Integer.parseInt(row.get(1)), Double.parseDouble(row.get(2))));
    new TraceFile(folder.resolve(model + "-tokens.csv.gz"))
        .forEachRow(row -> addLengths(clients.get(row.get(0)), row));
    lend(List.copyOf(clients.values()));
    return new ArrayList<>(clients.values());
  }

  private static void addLengths(TracedClient client, List<String> row) {
    var lengths = row.get(2).equals("input_tokens") ? client.inputs : client.outputs;
    lengths.put(Integer.parseInt(row.get(1)), Lengths.of(row));
  }

  private static void lend(List<TracedClient> clients) {
    List<TracedClient> lenders =
        clients.stream().filter(client -> !client.inputs.isEmpty()).toList();
    int next = 0;
    for (TracedClient client : clients) {
      if (client.inputs.isEmpty()) {
        TracedClient lender = lenders.get(next++ % lenders.size());
        client.inputs.putAll(lender.inputs);
        client.outputs.putAll(lender.outputs);
      }
    }
  }
}
