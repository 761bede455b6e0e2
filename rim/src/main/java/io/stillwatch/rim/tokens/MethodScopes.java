package io.stillwatch.rim.tokens;

import io.grpc.MethodDescriptor;
import java.util.Map;

/**
 * The scope that each method of a service needs, by full method name such as {@code
 * stillwatch.v1.VerdictService/CheckAccount}. A method that is in no such table is refused.
 */
public record MethodScopes(Map<String, Scope> byMethod) {
  public MethodScopes {
    byMethod = Map.copyOf(byMethod);
  }

  /** One row of the table. */
  public static Map.Entry<String, Scope> row(MethodDescriptor<?, ?> method, Scope scope) {
    return Map.entry(method.getFullMethodName(), scope);
  }
}
