package io.stillwatch.benchmarks.leaks;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one account shows in raw fields: its calls as words, and its form as numbers. */
final class Trail {
  /** Of each call: what its fields say, as numbers of a {@link Vocabulary}. */
  final List<char[]> calls = new ArrayList<>();

  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Form form = new Form();

  void add(UsageEvent call, Vocabulary words) {
    char[] row = new char[Field.ALL.size()];
    for (int i = 0; i < row.length; i++) {
      Field field = Field.ALL.get(i);
      row[i] = words.number(field.name() + " " + field.of(call));
    }
    calls.add(row);
    form.add(call);
  }

  void add(AccountEvent fact) {
    long millis = Timestamps.instant(fact.getEventTime()).toEpochMilli();
    form.add(fact, millis);
    switch (fact.getChangeCase()) {
      case SIGNED_UP -> {
        var signUp = fact.getSignedUp();
        facts.put("sign-up email_pattern", Field.text(signUp.getEmailPatternToken()));
        facts.put(
            "sign-up disposable",
            Field.value(signUp.hasDisposableEmail(), signUp.getDisposableEmail()));
        facts.put("sign-up country", Field.text(signUp.getCountry()));
        facts.put("sign-up promotion", Field.presence(signUp.getPromotionToken()));
        facts.put("sign-up plan", Field.text(signUp.getPlan()));
      }
      case VERIFIED -> facts.put("verified", fact.getVerified().getLevel().name());
      case INSTRUMENT_ADDED -> {
        var card = fact.getInstrumentAdded();
        facts.put("card issuer", Field.text(card.getIssuerCellToken()));
        facts.put("card virtual", Field.value(card.hasVirtualCard(), card.getVirtualCard()));
      }
      default -> facts.put(fact.getChangeCase().name(), "given");
    }
  }

  /** Facts of the account, each once; what it never told is told as absent. */
  List<String> facts() {
    List<String> told = new ArrayList<>();
    facts.forEach((name, value) -> told.add(name + " " + value));
    if (!facts.containsKey("card virtual")) {
      told.add("card virtual -");
    }
    return told;
  }

  Form form() {
    return form;
  }
}
