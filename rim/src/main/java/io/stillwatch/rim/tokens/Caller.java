package io.stillwatch.rim.tokens;

import io.grpc.Context;

/** Who makes the present call. */
public final class Caller {
  /** The name of the token that the call carries. */
  public static final Context.Key<String> NAME = Context.key("stillwatch-caller");

  private Caller() {}

  /** The name of the present call's token; "nobody" outside a call. */
  public static String name() {
    String name = NAME.get();
    return name == null ? "nobody" : name;
  }
}
