package io.stillwatch.rim;

import java.util.Set;

/**
 * Full names of methods that wait on nothing and may run on the network's own thread. All others
 * get a thread of a bounded pool.
 */
public record DirectMethods(Set<String> names) {
  public DirectMethods {
    names = Set.copyOf(names);
  }
}
