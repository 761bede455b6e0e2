package io.stillwatch.benchmarks.servegen;

import io.stillwatch.benchmarks.PackedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clients of a model. Those whose token counts were not published borrow a neighbour's.
 */
final class TracedClients {
  private static final List<String> MODELS = List.of("m-small", "m-large");

  private TracedClients() {}

  /**
   * Those of both models of text.
   *
   * @param data the folder above {@code servegen}
   */
  static List<TracedClient> read(Path data) {
    return MODELS.stream()
        .flatMap(model -> read(data.resolve("servegen"), model).stream())
        .toList();
  }

  private static List<TracedClient> read(Path folder, String model) {
    Map<String, TracedClient> clients = new LinkedHashMap<>();
    new PackedTable(folder.resolve(model + "-rates.csv.gz"))
        .forEachRow(
            row ->
                clients
                    .computeIfAbsent(row.get(0), number -> new TracedClient(model + "-" + number))
                    .rates
                    .put(Integer.parseInt(row.get(1)), Double.parseDouble(row.get(2))));
    new PackedTable(folder.resolve(model + "-tokens.csv.gz"))
        .forEachRow(row -> addLengths(clients.get(row.get(0)), row));
    lend(List.copyOf(clients.values()));
    return new ArrayList<>(clients.values());
  }

  private static void addLengths(@Nullable TracedClient client, List<String> row) {
    if (client == null) {
      throw new IllegalArgumentException("token counts of a client without rates: " + row.get(0));
    }
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
