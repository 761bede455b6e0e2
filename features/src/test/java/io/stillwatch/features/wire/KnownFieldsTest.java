package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownFieldsTest {
  private static final String SECRET = "a prompt in a field of another contract";

  /** Every message of the contract that an event can hold, one after the other. */
  @Test
  void of_unknownFieldInAnyMessage_isWithoutIt() {
    List<Message> reports = new ArrayList<>();
    for (Message whole :
        List.of(
            Report.newBuilder().setUsage(UsageEvent.getDefaultInstance()).build(),
            Report.newBuilder().setAccount(AccountEvent.getDefaultInstance()).build())) {
      addWithUnknown(whole.toBuilder(), reports);
    }
    assertThat(reports).hasSizeGreaterThan(18);
    for (Message report : reports) {
      assertThat(text(report)).contains(SECRET);
      Report known = KnownFields.of((Report) report);
      assertThat(text(known)).as("%s", report).doesNotContain(SECRET);
      assertThat(known.getEventCase()).isEqualTo(((Report) report).getEventCase());
    }
  }

  @Test
  void of_knownFieldsOnly_isTheSameObject() {
    Report report =
        Report.newBuilder()
            .setUsage(UsageEvent.newBuilder().setEventId("e"))
            .setSequence(7)
            .build();
    assertThat(KnownFields.of(report)).isSameAs(report);
  }

  /** The report with an unknown field in itself, then in each message below it. */
  private static void addWithUnknown(Message.Builder report, List<Message> reports) {
    reports.add(report.clone().setUnknownFields(unknown()).build());
    for (FieldDescriptor field : report.getDescriptorForType().getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && !field.isRepeated()
          && (report.hasField(field)
              || field.getContainingOneof() == null
              || !report.hasOneof(field.getContainingOneof()))) {
        List<Message> below = new ArrayList<>();
        addWithUnknown(report.clone().getFieldBuilder(field), below);
        below.forEach(message -> reports.add(report.clone().setField(field, message).build()));
      }
    }
  }

  private static String text(Message message) {
    return new String(message.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private static UnknownFieldSet unknown() {
    return UnknownFieldSet.newBuilder()
        .addField(
            900,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(SECRET))
                .build())
        .build();
  }
}
