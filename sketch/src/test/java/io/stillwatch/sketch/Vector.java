package io.stillwatch.sketch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.stillwatch.sketch.Prompt.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prompt and its sketch under given keys, as lines of JSON that any language can read. */
record Vector(String key, @Nullable String retiringKey, Prompt prompt) {
  private static final HexFormat HEX = HexFormat.of();

  static Vector of(JsonObject line) {
    JsonObject prompt = line.getAsJsonObject("prompt");
    List<Message> messages = new ArrayList<>();
    for (JsonElement message : prompt.getAsJsonArray("messages")) {
      JsonObject said = message.getAsJsonObject();
      messages.add(new Message(said.get("role").getAsString(), said.get("content").getAsString()));
    }
    return new Vector(
        line.get("key").getAsString(),
        line.has("retiring_key") ? line.get("retiring_key").getAsString() : null,
        new Prompt(prompt.has("system") ? prompt.get("system").getAsString() : null, messages));
  }

  static JsonObject parse(String line) {
    return JsonParser.parseString(line).getAsJsonObject();
  }

  PromptSketcher sketcher() {
    return new PromptSketcher(key(key), retiringKey == null ? null : key(retiringKey));
  }

  private static SketchKey key(String hex) {
    return SketchKey.of(HEX.parseHex(hex));
  }

  /** The whole line. */
  JsonObject line() {
    JsonObject said = new JsonObject();
    if (prompt.system() != null) {
      said.addProperty("system", prompt.system());
    }
    JsonArray messages = new JsonArray();
    for (Message message : prompt.messages()) {
      JsonObject one = new JsonObject();
      one.addProperty("role", message.role());
      one.addProperty("content", message.content());
      messages.add(one);
    }
    said.add("messages", messages);
    JsonObject line = new JsonObject();
    line.addProperty("key", key);
    if (retiringKey != null) {
      line.addProperty("retiring_key", retiringKey);
    }
    line.add("prompt", said);
    line.add("sketch", json(sketcher().sketch(prompt)));
    return line;
  }

  static JsonObject json(PromptSketch sketch) {
    JsonObject json = new JsonObject();
    json.addProperty("key_id", Integer.toUnsignedLong(sketch.keyId()));
    JsonArray frame = new JsonArray();
    for (int value : sketch.frameMinHash()) {
      frame.add(Integer.toUnsignedLong(value));
    }
    json.add("frame_min_hash", frame);
    StringBuilder body = new StringBuilder();
    for (short value : sketch.bodyMinHash()) {
      body.append(HEX.toHexDigits(value));
    }
    json.addProperty("body_min_hash", body.toString());
    json.add("prefix_hash", hex(sketch.prefixHash()));
    json.add("suffix_hash", hex(sketch.suffixHash()));
    json.addProperty("system_tokens", sketch.systemTokens());
    json.addProperty("user_tokens", sketch.userTokens());
    json.addProperty("user_messages", sketch.userMessages());
    json.addProperty("assistant_messages", sketch.assistantMessages());
    JsonArray projection = new JsonArray();
    for (byte value : sketch.projection()) {
      projection.add(value);
    }
    json.add("projection", projection);
    json.add("intents", json(sketch.intents()));
    json.addProperty("language", sketch.language());
    json.add("alias", json(sketch.alias()));
    json.add("frame_key", hex(sketch.frameKey()));
    json.add("frame_bands", bands(sketch.frameBands()));
    json.add("body_hash", hex(sketch.bodyHash()));
    json.addProperty("topic", sketch.topic());
    return json;
  }

  private static JsonElement json(@Nullable Intents intents) {
    if (intents == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("hidden_reasoning", intents.hiddenReasoning());
    json.addProperty("rubric_judging", intents.rubricJudging());
    json.addProperty("task_synthesis", intents.taskSynthesis());
    json.addProperty("agentic", intents.agentic());
    json.addProperty("rewrite", intents.rewrite());
    return json;
  }

  private static JsonElement json(@Nullable SketchAlias alias) {
    if (alias == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("key_id", Integer.toUnsignedLong(alias.keyId()));
    json.add("frame_key", hex(alias.frameKey()));
    json.add("body_hash", hex(alias.bodyHash()));
    json.add("prefix_hash", hex(alias.prefixHash()));
    json.add("suffix_hash", hex(alias.suffixHash()));
    return json;
  }

  private static JsonArray bands(long[] packed) {
    JsonArray bands = new JsonArray();
    for (int band = 0; band < 4 * packed.length; band++) {
      bands.add(HEX.toHexDigits((short) (packed[band / 4] >>> (16 * (band % 4)))));
    }
    return bands;
  }

  private static JsonElement hex(@Nullable Long value) {
    return value == null ? JsonNull.INSTANCE : new JsonPrimitive(HEX.toHexDigits(value));
  }
}
