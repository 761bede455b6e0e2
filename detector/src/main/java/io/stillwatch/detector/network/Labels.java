package io.stillwatch.detector.network;

import com.google.protobuf.Timestamp;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkLabel;
import java.time.Instant;

/** What people say that a network is. */
final class Labels {
  private Labels() {}

  /** Whether people say that it is no harm. */
  static boolean excuse(Network network) {
    NetworkLabel label = network.getCase().getLabel();
    return label == NetworkLabel.NETWORK_LABEL_BENIGN || label == NetworkLabel.NETWORK_LABEL_WRONG;
  }

  /** Without a label that counts no more at that time. */
  static Network at(Instant now, Network network) {
    NetworkCase told = network.getCase();
    return told.hasLabelExpiresAt() && !expiry(told).isAfter(now)
        ? network.toBuilder().setCase(without(told)).build()
        : network;
  }

  static NetworkCase without(NetworkCase told) {
    return told.toBuilder()
        .clearLabel()
        .clearReason()
        .clearLabelledBy()
        .clearLabelledAt()
        .clearLabelExpiresAt()
        .build();
  }

  static Instant expiry(NetworkCase told) {
    Timestamp time = told.getLabelExpiresAt();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
