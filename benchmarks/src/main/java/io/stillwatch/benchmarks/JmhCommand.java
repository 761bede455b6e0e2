package io.stillwatch.benchmarks;

import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code stillwatch bench jmh}: the kernels under JMH; whatever follows is JMH's. */
@Command(
    name = "jmh",
    description =
        "Run the JMH benchmarks of the kernels. Whatever follows goes to JMH: a pattern of names,"
            + " -f 1 -wi 3 -i 5, -rf json, -h for all of it.")
final class JmhCommand implements Callable<Integer> {
  @Unmatched List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    try {
      Main.main(arguments.toArray(String[]::new));
    } catch (IOException failed) {
      throw new CommandFailed("JMH failed: " + failed.getMessage(), failed);
    }
    return 0;
  }
}
