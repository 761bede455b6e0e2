package io.stillwatch.benchmarks.leaks;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of an account's events, in numbers that say nothing of what is asked, how much and when:
 * how often each field is there, how long tokens are, in which order facts come, at which second it
 * was opened, what it has bought and where its calls come from.
 */
final class Form {
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final Map<String, Double> facts = new LinkedHashMap<>();
  private final Map<String, Integer> lengths = new HashMap<>();
  private final List<Long> pauses = new ArrayList<>();
  private String organisation = "";
  private long signedUp = Long.MIN_VALUE;
  private long verified;
  private long card;
  private long first = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private int calls;
  private int known;

  void add(UsageEvent call) {
    long time = Timestamps.instant(call.getEventTime()).toEpochMilli();
    organisation = call.getOrganisationId();
    calls++;
    count(call, "");
    count("same millisecond", time == last);
    count("out of order", time < last);
    if (calls > 1) {
      pauses.add(time - last);
    }
    last = time;
    if (first == Long.MIN_VALUE) {
      first = time;
      facts.put("facts before the first call", (double) known);
      facts.put("ja4 " + call.getClient().getJa4(), 1.0);
      facts.put("country " + call.getClient().getCountry(), 1.0);
    }
    count("hosting", call.getClient().getHosting());
    count("vpn", call.getClient().getVpn());
    count("logprobs", call.getSampling().getLogProbabilities());
    count("samples", call.getSampling().getSamples() > 1);
    count("bias", call.getSampling().getBiasedTokens() > 0);
    count("tools", call.getToolSchemas() > 0);
    count("streams", call.getStreaming());
    count("caches", call.getCachedInputTokens() > 0);
    count("submits", call.getSubmittedArtefactTokensCount() > 0);
  }

  /** How often each field is there, and how long its text is. */
  private void count(Message message, String path) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getName().equals("sketch") || field.isRepeated()) {
        continue;
      }
      String name = path + field.getName();
      boolean given = field.hasPresence() ? message.hasField(field) : !isDefault(message, field);
      count("has " + name, given);
      if (given && field.getJavaType() == FieldDescriptor.JavaType.STRING) {
        lengths.put(name, ((String) message.getField(field)).length());
      }
      if (given
          && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && !field.getMessageType().getName().equals("Timestamp")) {
        count((Message) message.getField(field), name + ".");
      }
    }
  }

  private static boolean isDefault(Message message, FieldDescriptor field) {
    return message.getField(field).equals(field.getDefaultValue());
  }

  private void count(String what, boolean is) {
    sums.merge(what, is ? 1.0 : 0, Double::sum);
  }

  void add(AccountEvent fact, long time) {
    organisation = fact.getOrganisationId();
    known++;
    switch (fact.getChangeCase()) {
      case SIGNED_UP -> {
        signedUp = time;
        var signUp = fact.getSignedUp();
        facts.put("plan " + signUp.getPlan(), 1.0);
        facts.put("sign-up country " + signUp.getCountry(), 1.0);
        facts.put("disposable", signUp.getDisposableEmail() ? 1.0 : 0);
        facts.put("promotion", signUp.getPromotionToken().isEmpty() ? 0 : 1.0);
        facts.put("sign-up second", (double) Math.floorMod(time / 1_000, 60L));
        facts.put("sign-up minute", (double) Math.floorMod(time / 60_000, 60L));
        facts.put("sign-up millisecond", (double) Math.floorMod(time, 1_000L));
        lengths.put("email", signUp.getEmailPatternToken().length());
        lengths.put("sign-up prefix", signUp.getAddressPrefixToken().length());
      }
      case VERIFIED -> {
        verified = time;
        facts.put("verification", (double) fact.getVerified().getLevelValue());
      }
      case INSTRUMENT_ADDED -> {
        card = time;
        facts.put("virtual card", fact.getInstrumentAdded().getVirtualCard() ? 1.0 : 0);
        lengths.put("instrument", fact.getInstrumentAdded().getInstrumentToken().length());
        lengths.put("issuer", fact.getInstrumentAdded().getIssuerCellToken().length());
      }
      default -> {}
    }
  }

  /** The part of the time between its calls that is at most so far from the call before. */
  private double within(long lag) {
    double all = pauses.stream().mapToLong(pause -> pause).sum();
    double part = pauses.stream().mapToLong(pause -> Math.min(pause, lag)).sum();
    return all == 0 ? 0.5 : part / all;
  }

  String organisation() {
    return organisation;
  }

  /**
   * All of it, by name; what is not there has no number. The first call's delay is told by the part
   * of the account's own time that lies no further into a pause: for whoever is found at any moment
   * it is any number from 0 to 1, however much and regularly he calls; 1 is a longer wait than ever
   * after.
   *
   * @param begin of what is observed: who was there before is as if he had come then
   * @param colleagues accounts of its organisation, itself included
   */
  Map<String, Double> numbers(long begin, int colleagues) {
    Map<String, Double> numbers = new LinkedHashMap<>(facts);
    sums.forEach((name, sum) -> numbers.put(name, sum / Math.max(1, calls)));
    lengths.forEach((name, length) -> numbers.put("length " + name, (double) length));
    numbers.put("colleagues", organisation.isEmpty() ? 0 : (double) colleagues);
    if (first != Long.MIN_VALUE) {
      long lag = Math.max(0, first - Math.max(begin, signedUp));
      numbers.put("wait for the first call", calls > 1 ? within(lag) : 0.5);
    }
    if (verified != 0) {
      numbers.put("seconds to verification", (verified - signedUp) / 1_000.0);
    }
    if (card != 0) {
      numbers.put("seconds to card", (card - signedUp) / 1_000.0);
    }
    return numbers;
  }
}
