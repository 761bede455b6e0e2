package io.stillwatch.simulator.people;

import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/** A kind of honest customer, with what is said about it. */
abstract class Honest implements Role {
  private final String code;
  private final String name;
  private final String description;
  private final List<Parameter> parameters;

  Honest(String code, String name, String description, Parameter... parameters) {
    this.code = code;
    this.name = name;
    this.description = description;
    this.parameters = List.of(parameters);
  }

  @Override
  public final String code() {
    return code;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }
}
