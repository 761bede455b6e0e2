package io.stillwatch.modelservice.verdicts;

import io.stillwatch.modelservice.paging.PageToken;
import io.stillwatch.v1.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a page of the roster ended: behind an account, as it stood then. It names what the orders
 * look at, so it holds after the account has moved or gone.
 *
 * @param last equal to that account in every order, and behind it
 */
record RosterPlace(Part part, Held last) {
  private static final int BYTES =
      1 + Integer.BYTES + Double.BYTES + Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

  /** What a search finds, in two parts. Without a search all is in the first. */
  enum Part {
    /** Behind the account, among ids that begin with what is searched for. */
    BEGINNING,
    /** Before all others in which it occurs. */
    START_OF_REST,
    /** Behind the account, among these others. */
    REST
  }

  static String token(Part part, Held last, int question) {
    ByteBuffer place = ByteBuffer.allocate(BYTES);
    place.put((byte) part.ordinal());
    place.putInt(last.bandNumber()).putDouble(last.verdict().getRisk());
    Instant asOf = last.asOf();
    place.putLong(asOf.getEpochSecond()).putInt(asOf.getNano());
    place.putLong(last.requests7d()).putLong(last.outputTokens7d());
    return PageToken.seal(question, place.array(), last.accountId());
  }

  /** Throws IllegalArgumentException for a token that was not made here, for this question. */
  static RosterPlace of(String token, int question, RosterQuery query) {
    PageToken.Opened opened = PageToken.open(token, question, BYTES);
    ByteBuffer place = opened.place();
    Part part = part(place.get());
    Verdict verdict =
        Verdict.newBuilder()
            .setAccountId(opened.id())
            .setBandValue(place.getInt())
            .setRisk(place.getDouble())
            .setNetworkId(query.networkId())
            .build();
    Instant asOf = instant(place.getLong(), place.getInt());
    Held.Listing listing =
        new Held.Listing(query.organisationId(), query.plan(), place.getLong(), place.getLong());
    return new RosterPlace(part, Held.place(verdict, asOf, listing, true));
  }

  /** The same for the same question in every process. */
  static int question(RosterQuery query, boolean learning) {
    return Objects.hash(
        learning,
        query.order().ordinal(),
        query.band() == null ? 0 : query.band().getNumber(),
        query.plan(),
        query.organisationId(),
        query.networkId(),
        query.search());
  }

  private static Part part(byte number) {
    if (number < 0 || number >= Part.values().length) {
      throw PageToken.notOurs();
    }
    return Part.values()[number];
  }

  private static Instant instant(long seconds, int nanos) {
    if (seconds < 0 || seconds > Held.LATEST.getEpochSecond() || nanos < 0 || nanos > 999_999_999) {
      throw PageToken.notOurs();
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
