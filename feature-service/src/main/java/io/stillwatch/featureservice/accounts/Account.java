package io.stillwatch.featureservice.accounts;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Admission;
import io.stillwatch.features.Event;
import io.stillwatch.features.FramedCall;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One account's state and the log position of the last event in it. The state is live, or packed to
 * its encoded bytes, which take a fraction of the memory; whoever reads a packed one decodes it for
 * himself. Guarded by its owner's lock.
 */
final class Account {
  final String id;

  /** Whether it is among those that are not stored yet; for its owner. */
  boolean unstored;

  /** Whether its place in the order of change is not up to date; for its owner. */
  boolean moving;

  private long position;
  private Instant watermark;
  private @Nullable AccountState state;
  private byte @Nullable [] packed;

  private Account(
      String id,
      long position,
      Instant watermark,
      @Nullable AccountState state,
      byte @Nullable [] packed) {
    this.id = id;
    this.position = position;
    this.watermark = watermark;
    this.state = state;
    this.packed = packed;
  }

  /** One without events since that state, live. */
  static Account create(String id, AccountState state) {
    return new Account(id, 0, state.watermark(), state, null);
  }

  /** One from disk, packed. Throws IllegalArgumentException for bytes that no state encoded. */
  static Account stored(StoredState stored) {
    return new Account(
        stored.accountId(),
        stored.position(),
        AccountState.decode(stored.state()).watermark(),
        null,
        stored.state());
  }

  long position() {
    return position;
  }

  /** The newest event time; Instant.MIN before the first event. */
  Instant watermark() {
    return watermark;
  }

  boolean isLive() {
    return state != null;
  }

  /** Takes an event; a packed state is live from then on. */
  Admission add(Event event, long at) {
    AccountState live = state();
    state = live;
    packed = null;
    Admission admission = live.add(event);
    watermark = live.watermark();
    position = at;
    return admission;
  }

  void pack() {
    if (packed == null) {
      packed = encoded();
      state = null;
    }
  }

  byte[] encoded() {
    return packed == null ? state().encode() : packed;
  }

  /** What was told of it, without its calls. */
  AccountState withoutUsage() {
    return state().withoutUsage();
  }

  private AccountState state() {
    return state == null ? AccountState.decode(Objects.requireNonNull(packed)) : state;
  }

  /** The vector as it is now, as seen at that time, and never from before its newest event. */
  AccountVector vector(Instant asOf, FrameRegistry frames) {
    return vector(state(), later(asOf), frames, position);
  }

  /**
   * The same, where a packed state is decoded only when the vector is asked for; that needs no lock
   * any more.
   */
  Supplier<AccountVector> vectorLater(Instant asOf, FrameRegistry frames) {
    byte[] bytes = packed;
    if (bytes == null) {
      AccountVector vector = vector(asOf, frames);
      return () -> vector;
    }
    Instant seen = later(asOf);
    long at = position;
    return () -> vector(AccountState.decode(bytes), seen, frames, at);
  }

  /** Its sampled calls that have a frame; a packed state is decoded when they are asked for. */
  Supplier<List<FramedCall>> framedCallsLater() {
    byte[] bytes = packed;
    if (bytes == null) {
      List<FramedCall> calls = state().framedCalls();
      return () -> calls;
    }
    return () -> AccountState.decode(bytes).framedCalls();
  }

  private Instant later(Instant asOf) {
    return watermark.isAfter(asOf) ? watermark : asOf;
  }

  /** The vector as seen at that time, even if newer events are in it. */
  AccountVector vectorExactly(Instant asOf, FrameRegistry frames) {
    return vector(state(), asOf, frames, position);
  }

  private static AccountVector vector(
      AccountState state, Instant asOf, FrameRegistry frames, long position) {
    return VectorWire.write(state.vector(asOf, frames.at(asOf)), position);
  }
}
