package io.stillwatch.benchmarks;

import com.google.gson.JsonObject;
import io.stillwatch.standalone.commands.ResultOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that measures: says how far it is on stderr, and tells figures for people and as JSON.
 */
public abstract class Measurement implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ResultOption result = new ResultOption();

  /** A line for who waits. */
  protected final void say(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  /** The figures, for people and for the file that was asked for. */
  protected final void tell(Object table, JsonObject json) {
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    result.write(json);
  }
}
