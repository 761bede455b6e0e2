package io.stillwatch.standalone.files;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a raw line into an event: a UsageEvent as ProtoJSON with its {@code "prompt": {"system",
 * "messages": [{"role", "content"}]}}, an AccountEvent, or either inside a Report. Errors are
 * IllegalArgumentExceptions that never quote what a prompt says. Safe for any number of threads.
 */
final class RawEvent {
  private static final String PROMPT = "prompt";

  private final PromptSketcher sketcher;

  RawEvent(PromptSketcher sketcher) {
    this.sketcher = sketcher;
  }

  Report sketched(String line) {
    JsonObject raw = object(line);
    if (raw.has("usage")) {
      return usage(child(raw, "usage"));
    }
    if (raw.has("account")) {
      return account(child(raw, "account"));
    }
    return isOfAccount(raw) ? account(raw) : usage(raw);
  }

  private static JsonObject object(String line) {
    try {
      JsonReader reader = new JsonReader(new StringReader(line));
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("more than one JSON value on a line");
      }
      if (element instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException | IOException broken) {
      throw new IllegalArgumentException("no JSON", null);
    }
    throw new IllegalArgumentException("no JSON object");
  }

  /** Whether the line says what changed of an account. */
  private static boolean isOfAccount(JsonObject raw) {
    return AccountEvent.getDescriptor().getOneofs().get(0).getFields().stream()
        .anyMatch(field -> raw.has(field.getName()) || raw.has(field.getJsonName()));
  }

  private Report usage(JsonObject raw) {
    JsonElement prompt = raw.remove(PROMPT);
    UsageEvent.Builder event = UsageEvent.newBuilder();
    merge(raw, event);
    if (prompt != null) {
      event.setSketch(SketchWire.write(sketcher.sketch(prompt(prompt))));
    }
    return Report.newBuilder().setUsage(event).build();
  }

  private static Report account(JsonObject raw) {
    AccountEvent.Builder event = AccountEvent.newBuilder();
    merge(raw, event);
    return Report.newBuilder().setAccount(event).build();
  }

  private static void merge(JsonObject raw, Message.Builder event) {
    try {
      JsonFormat.parser().merge(raw.toString(), event);
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalArgumentException(broken.getMessage(), broken);
    }
  }

  private static Prompt prompt(JsonElement element) {
    if (!(element instanceof JsonObject prompt)) {
      throw new IllegalArgumentException("prompt is no JSON object");
    }
    List<Prompt.Message> messages = new ArrayList<>();
    for (JsonElement message : array(prompt.get("messages"), "prompt.messages")) {
      if (!(message instanceof JsonObject said)) {
        throw new IllegalArgumentException("prompt.messages has an entry that is no JSON object");
      }
      messages.add(
          new Prompt.Message(
              text(said.get("role"), "prompt.messages.role"), content(said.get("content"))));
    }
    JsonElement system = prompt.get("system");
    boolean hasSystem = system != null && !system.isJsonNull();
    return new Prompt(hasSystem ? content(system) : null, messages);
  }

  /** A text, or parts of which those of type "text" count. */
  private static String content(@Nullable JsonElement content) {
    if (!(content instanceof JsonArray parts)) {
      return text(content, "prompt.messages.content");
    }
    StringBuilder text = new StringBuilder();
    for (JsonElement part : parts) {
      if (part instanceof JsonObject piece && piece.has("text")) {
        text.append(text(piece.get("text"), "prompt.messages.content.text")).append('\n');
      }
    }
    return text.toString();
  }

  private static JsonArray array(@Nullable JsonElement element, String field) {
    if (element == null || element.isJsonNull()) {
      return new JsonArray();
    }
    if (element instanceof JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException(field + " is no list");
  }

  private static String text(@Nullable JsonElement element, String field) {
    if (element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      return element.getAsString();
    }
    throw new IllegalArgumentException(field + " is no text");
  }

  private static JsonObject child(JsonObject raw, String field) {
    if (raw.get(field) instanceof JsonObject child) {
      return child;
    }
    throw new IllegalArgumentException(field + " is no JSON object");
  }
}
