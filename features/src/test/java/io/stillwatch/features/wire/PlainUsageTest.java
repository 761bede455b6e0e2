package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainUsageTest {
  private static final String SOURCE = "gateway";
  private static final Set<String> REQUIRED = Set.of("key_id", "seconds");
  private static final long SECONDS = 1_770_000_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void read_anyCallWithinBounds_isAsReadFromItsMessage(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = report(random).toByteArray();
      assertThat(PlainUsage.read(SOURCE, bytes)).as("seed %d, call %d", seed, i).isNotNull();
      assertSame(bytes, "seed " + seed + ", call " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void read_changedBytes_areLeftToTheMessageOrReadAlike(long seed) {
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] bytes = changed(report(random).toByteArray(), random);
      read += assertSame(bytes, "seed " + seed + ", change " + i) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1_000);
  }

  /** As other encoders write, or enemies: field by field, at every depth. */
  @ParameterizedTest
  @ValueSource(longs = {8, 9, 10})
  void read_fieldsWrittenOtherwise_areLeftToTheMessageOrReadAlike(long seed) throws IOException {
    Random random = new Random(seed);
    OddEncodings odd = new OddEncodings(random);
    int read = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = odd.of(report(random).toByteArray(), Report.getDescriptor());
      for (int changes = random.nextInt(2); changes > 0 && isSound(bytes); changes--) {
        bytes = odd.of(bytes, Report.getDescriptor());
      }
      read += assertSame(bytes, "seed " + seed + ", message " + i) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(300);
  }

  private static boolean isSound(byte[] bytes) {
    try {
      return Report.parseFrom(bytes).isInitialized();
    } catch (InvalidProtocolBufferException broken) {
      return false;
    }
  }

  @Test
  void read_allFieldsTwice_areLeftToTheMessage() throws IOException {
    Report report = report(new Random(7));
    for (FieldDescriptor field : report.getUsage().getAllFields().keySet()) {
      ByteArrayOutputStream twice = new ByteArrayOutputStream();
      report.getUsage().writeTo(twice);
      UsageEvent.newBuilder()
          .setField(field, report.getUsage().getField(field))
          .build()
          .writeTo(twice);
      assertSame(withUsage(twice.toByteArray()), field.getName());
    }
  }

  @Test
  void read_unknownFieldAnywhere_isLeftToTheMessage() {
    List<Message> reports = new ArrayList<>();
    addWithUnknown(whole().toBuilder(), reports);
    assertThat(reports).hasSizeGreaterThan(7);
    reports.forEach(
        report ->
            assertThat(PlainUsage.read(SOURCE, report.toByteArray())).as("%s", report).isNull());
  }

  @Test
  void read_numberOfMoreBytesThanNeeded_isLeftToTheMessage() {
    byte[] bytes = {0x08, (byte) 0x81, 0x00};
    byte[] usage = whole().toBuilder().clearSequence().build().toByteArray();
    byte[] both = Arrays.copyOf(bytes, bytes.length + usage.length);
    System.arraycopy(usage, 0, both, bytes.length, usage.length);
    assertThat(PlainUsage.read(SOURCE, usage)).isNotNull();
    assertThat(PlainUsage.read(SOURCE, both)).isNull();
  }

  @Test
  void read_otherReports_areLeftToTheMessage() {
    assertThat(PlainUsage.read(SOURCE, new byte[0])).isNull();
    assertThat(PlainUsage.read(SOURCE, Report.newBuilder().setSequence(1).build().toByteArray()))
        .isNull();
    assertThat(PlainUsage.read(SOURCE, new byte[EventWire.MAX_EVENT_BYTES + 1])).isNull();
  }

  @Test
  void told_wholeCall_isEveryField() {
    PlainUsage plain = PlainUsage.read(SOURCE, whole().toByteArray());
    assertThat(plain).isNotNull();
    for (FieldDescriptor field : UsageEvent.getDescriptor().getFields()) {
      assertThat(plain.told() & PlainUsage.usage(field.getNumber())).as("%s", field).isNotZero();
    }
    for (int field = 1; field <= 6; field++) {
      assertThat(plain.told() & PlainUsage.sampling(field)).isNotZero();
    }
    for (int field = 1; field <= 8; field++) {
      assertThat(plain.told() & PlainUsage.client(field)).isNotZero();
    }
  }

  /** Whether it was read; then the message must say the same, and be encoded as the bytes are. */
  private static boolean assertSame(byte[] bytes, String what) {
    PlainUsage plain = PlainUsage.read(SOURCE, bytes);
    if (plain == null) {
      return false;
    }
    try {
      Report report = Report.parseFrom(bytes);
      assertThat(parts(plain.event())).as(what).isEqualTo(parts(EventWire.read(SOURCE, report)));
      assertThat(plain.sequence()).as(what).isEqualTo(report.getSequence());
      assertThat(KnownFields.of(report).toByteArray()).as(what).isEqualTo(bytes);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(what, broken);
    }
    return true;
  }

  /** What a record holds; records and arrays in it are taken apart as well. */
  private static Object parts(Object value) {
    if (value instanceof long[] words) {
      return Arrays.stream(words).boxed().toList();
    }
    if (!(value instanceof Record)) {
      return value;
    }
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        parts.add(parts(component.getAccessor().invoke(value)));
      } catch (ReflectiveOperationException hidden) {
        throw new LinkageError(component.getName(), hidden);
      }
    }
    return parts;
  }

  private static byte[] withUsage(byte[] usage) {
    return Report.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    Report.USAGE_FIELD_NUMBER,
                    UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFrom(usage))
                        .build())
                .build())
        .build()
        .toByteArray();
  }

  /** A byte changed, inserted, removed, or the end cut off. */
  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int kind = random.nextInt(8);
    changed.write(bytes, 0, at);
    if (kind < 7) {
      changed.write(random.nextInt(kind < 3 ? 4 : 256));
    }
    int rest = kind == 6 ? at : at + 1;
    if (kind != 5) {
      changed.write(bytes, rest, bytes.length - rest);
    }
    return changed.toByteArray();
  }

  private static void addWithUnknown(Message.Builder report, List<Message> reports) {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    reports.add(report.clone().setUnknownFields(unknown).build());
    for (FieldDescriptor field : report.getAllFields().keySet()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        List<Message> below = new ArrayList<>();
        addWithUnknown(report.clone().getFieldBuilder(field), below);
        below.forEach(message -> reports.add(report.clone().setField(field, message).build()));
      }
    }
  }

  /** A call that tells everything. */
  private static Report whole() {
    return report(null);
  }

  private static Report report(@Nullable Random random) {
    UsageEvent.Builder usage = UsageEvent.newBuilder();
    fill(usage, random);
    usage.setEventId("e1").setAccountId("acct-1");
    usage.getEventTimeBuilder().setSeconds(SECONDS);
    return Report.newBuilder().setSequence(7).setUsage(usage).build();
  }

  /** Sets some of the fields, or all without a random. */
  private static void fill(Message.Builder message, @Nullable Random random) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (random != null && random.nextInt(3) == 0 && !REQUIRED.contains(field.getName())) {
        continue;
      }
      if (field.getName().equals("frame_min_hash")) {
        for (int i = 0; i < PromptSketch.FRAME_VALUES; i++) {
          message.addRepeatedField(field, number(random, Integer.MAX_VALUE));
        }
      } else if (field.isRepeated()) {
        for (int i = 0; i < 1 + number(random, 4); i++) {
          message.addRepeatedField(field, "artefact-" + i);
        }
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        Message.Builder below = message.newBuilderForField(field);
        fill(below, random);
        message.setField(field, below.build());
      } else {
        message.setField(field, value(field, random));
      }
    }
  }

  private static Object value(FieldDescriptor field, @Nullable Random random) {
    return switch (field.getJavaType()) {
      case BOOLEAN -> number(random, 2) == 1;
      case INT ->
          switch (field.getName()) {
            case "status" -> 200 + number(random, 300);
            case "key_id" -> field.getContainingType().getName().equals("SketchAlias") ? 2 : 1;
            case "nanos" -> number(random, 1_000_000_000);
            default -> 1 + number(random, random == null || random.nextBoolean() ? 100 : 900_000);
          };
      case LONG ->
          field.getName().equals("seconds") ? SECONDS : random == null ? 5L : random.nextLong();
      case DOUBLE -> random == null ? 0.5 : random.nextDouble();
      case ENUM -> field.getEnumType().findValueByNumber(number(random, 5) + 1);
      case STRING -> field.getName().equals("language") ? "en" : "token-" + number(random, 1000);
      case BYTE_STRING -> bytes(random);
      case FLOAT, MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private static ByteString bytes(@Nullable Random random) {
    byte[] bytes = new byte[PromptSketch.PROJECTION_BYTES];
    if (random != null) {
      random.nextBytes(bytes);
    }
    return ByteString.copyFrom(bytes);
  }

  private static int number(@Nullable Random random, int below) {
    return random == null ? 1 : random.nextInt(below);
  }
}
