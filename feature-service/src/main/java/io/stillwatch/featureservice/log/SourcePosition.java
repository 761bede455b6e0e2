package io.stillwatch.featureservice.log;

/**
 * How far a source is, and whose it is.
 *
 * @param epoch the highest that the source opened, unsigned
 * @param sequence the last durable one in that epoch, unsigned; 0: none
 * @param owner the name of the token that it belongs to; empty: of the first that opens it
 */
public record SourcePosition(String source, long epoch, long sequence, String owner) {
  /** The same within an epoch; in another one from its beginning. */
  public SourcePosition inEpoch(long opened) {
    return opened == epoch ? this : new SourcePosition(source, opened, 0, owner);
  }

  public SourcePosition at(long durable) {
    return new SourcePosition(source, epoch, durable, owner);
  }

  public SourcePosition of(String token) {
    return new SourcePosition(source, epoch, sequence, token);
  }
}
