package io.stillwatch.standalone.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How an answer is printed: for a person, or as the ProtoJSON of the message. */
final class Output {
  enum Form {
    TABLE,
    JSON
  }

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "how to print (default: ${DEFAULT-VALUE})")
  Form form = Form.TABLE;

  <M extends Message> void print(M answer, Function<M, String> forPeople) {
    PrintWriter out = command.commandLine().getOut();
    out.println(form == Form.JSON ? json(answer) : forPeople.apply(answer).stripTrailing());
    out.flush();
  }

  private static String json(Message message) {
    try {
      return JsonFormat.printer().preservingProtoFieldNames().print(message);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a message that has no JSON", impossible);
    }
  }
}
