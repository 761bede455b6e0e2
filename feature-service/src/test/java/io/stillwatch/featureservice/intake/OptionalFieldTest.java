package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.PlainUsage;
import io.stillwatch.v1.PromptSketch;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionalFieldTest {
  @Test
  void told_eachFieldAlone_isTheSameOfMessageAndBytes() {
    int told = 0;
    for (UsageEvent call : calls()) {
      byte[] bytes = Report.newBuilder().setUsage(call).build().toByteArray();
      PlainUsage plain = PlainUsage.read("gateway", bytes);
      assertThat(plain).as("%s", call).isNotNull();
      assertThat(OptionalField.told(plain.told()))
          .as("%s", call)
          .isEqualTo(OptionalField.told(call));
      told |= OptionalField.told(plain.told());
    }
    assertThat(Integer.bitCount(told)).isEqualTo(OptionalField.values().length);
  }

  private static List<UsageEvent> calls() {
    UsageEvent least =
        UsageEvent.newBuilder()
            .setEventId("e")
            .setAccountId("a")
            .setEventTime(Timestamp.newBuilder().setSeconds(1_770_000_000))
            .build();
    List<UsageEvent> calls = new ArrayList<>(List.of(least));
    for (FieldDescriptor field : UsageEvent.getDescriptor().getFields()) {
      for (Object value : values(field, least.toBuilder())) {
        calls.add(
            field.isRepeated()
                ? least.toBuilder().addRepeatedField(field, value).build()
                : least.toBuilder().setField(field, value).build());
      }
    }
    return calls;
  }

  private static List<Object> values(FieldDescriptor field, Message.Builder in) {
    return switch (field.getJavaType()) {
      case BOOLEAN -> List.of(true);
      case INT -> List.of(200);
      case DOUBLE -> List.of(0.5);
      case STRING -> List.of("en");
      case ENUM -> List.of(field.getEnumType().findValueByNumber(1));
      case MESSAGE -> messages(field, in);
      case LONG, FLOAT, BYTE_STRING -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private static List<Object> messages(FieldDescriptor field, Message.Builder in) {
    if (field.getMessageType().equals(Timestamp.getDescriptor())) {
      return List.of(Timestamp.newBuilder().setSeconds(1_770_000_000).build());
    }
    if (field.getMessageType().equals(PromptSketch.getDescriptor())) {
      return List.of(PromptSketch.newBuilder().setKeyId(1).build());
    }
    List<Object> messages = new ArrayList<>();
    for (FieldDescriptor below : field.getMessageType().getFields()) {
      Message.Builder message = in.newBuilderForField(field);
      values(below, message).forEach(value -> messages.add(message.setField(below, value).build()));
    }
    return messages;
  }
}
