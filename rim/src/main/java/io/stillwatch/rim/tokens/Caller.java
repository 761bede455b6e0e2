package io.stillwatch.rim.tokens;

import io.grpc.Context;
import java.util.Set;

/** Who makes the present call. */
public final class Caller {
  /** The name of the token that the call carries. */
  public static final Context.Key<String> NAME = Context.key("stillwatch-caller");

  /** What that token may be used for. */
  public static final Context.Key<Set<Scope>> SCOPES = Context.key("stillwatch-scopes");

  private Caller() {}

  /** The name of the present call's token; "nobody" outside a call. */
  public static String name() {
    String name = NAME.get();
    return name == null ? "nobody" : name;
  }

  /** Whether the present call's token has the scope; false outside a call. */
  public static boolean has(Scope scope) {
    Set<Scope> scopes = SCOPES.get();
    return scopes != null && scopes.contains(scope);
  }
}
