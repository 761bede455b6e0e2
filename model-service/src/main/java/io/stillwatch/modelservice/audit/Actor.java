package io.stillwatch.modelservice.audit;

/**
 * Who did something.
 *
 * @param name of the person, or of the token
 */
public record Actor(String name, Via via) {
  /** The service itself. */
  public static final Actor SERVICE = new Actor("stillwatch", Via.SERVICE);

  public Actor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an actor without a name");
    }
  }

  /** Somebody with a token of that name. */
  public static Actor token(String name) {
    return new Actor(name, Via.GRPC);
  }

  /** Somebody who signed in to the dashboard. */
  public static Actor person(String name) {
    return new Actor(name, Via.DASHBOARD);
  }
}
