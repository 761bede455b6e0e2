package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * What people decided of a network.
 *
 * @param now labels that expired by then count no more
 */
public record CaseReading(NetworkCase file, Instant now) {
  private static final String LABEL = "NETWORK_LABEL_";
  private static final String STATE = "NETWORK_CASE_STATE_";

  static CaseReading of(Network network, Instant now) {
    return new CaseReading(network.getCase(), now);
  }

  /** Such as "benign". Empty: none, or none that counts. */
  public String label() {
    boolean none =
        file.getLabel() == NetworkLabel.NETWORK_LABEL_UNSPECIFIED
            || file.getLabel() == NetworkLabel.UNRECOGNIZED;
    return none || isExpired() ? "" : word(file.getLabel());
  }

  /** Whether there was a label that counts no more. */
  public boolean isExpired() {
    return file.hasLabelExpiresAt()
        && file.getLabelExpiresAt().getSeconds() <= now.getEpochSecond();
  }

  /** Such as "in review"; a case that nobody touched is open. */
  public String state() {
    return switch (file.getState()) {
      case NETWORK_CASE_STATE_UNSPECIFIED, UNRECOGNIZED -> "open";
      case NETWORK_CASE_STATE_OPEN,
          NETWORK_CASE_STATE_IN_REVIEW,
          NETWORK_CASE_STATE_ACTED,
          NETWORK_CASE_STATE_CLOSED ->
          word(file.getState());
    };
  }

  /** Empty: nobody. */
  public String owner() {
    return file.getOwner();
  }

  /** Whether somebody must still decide: evidence that stands, and no answer to it. */
  static boolean awaits(Network network, Instant now) {
    CaseReading decision = of(network, now);
    NetworkCaseState state = decision.file.getState();
    return NetworkStanding.of(network) == NetworkStanding.VERIFIED
        && state != NetworkCaseState.NETWORK_CASE_STATE_ACTED
        && state != NetworkCaseState.NETWORK_CASE_STATE_CLOSED
        && (decision.label().isEmpty() || decision.label().equals("confirmed"));
  }

  /** Throws IllegalArgumentException for a word that is no label. */
  static NetworkLabel labelOf(String word) {
    return Arrays.stream(NetworkLabel.values())
        .filter(label -> label.name().startsWith(LABEL) && word(label).equals(word))
        .filter(label -> label != NetworkLabel.NETWORK_LABEL_UNSPECIFIED)
        .findFirst()
        .orElseThrow(() -> none("no label is called \"", word));
  }

  /** Throws IllegalArgumentException for a word that is no state. */
  static NetworkCaseState stateOf(String word) {
    return Arrays.stream(NetworkCaseState.values())
        .filter(state -> state.name().startsWith(STATE) && word(state).equals(word))
        .filter(state -> state != NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED)
        .findFirst()
        .orElseThrow(() -> none("no state of a case is called \"", word));
  }

  private static IllegalArgumentException none(String refusal, String word) {
    return new IllegalArgumentException(refusal + NotThere.shown(word) + '"');
  }

  /** Such as "benign". */
  static String word(NetworkLabel label) {
    return word(label.name().substring(LABEL.length()));
  }

  /** Such as "in review". */
  static String word(NetworkCaseState state) {
    return word(state.name().substring(STATE.length()));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
