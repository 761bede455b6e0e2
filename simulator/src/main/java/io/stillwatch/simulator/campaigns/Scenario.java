package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;
import java.util.stream.Stream;

/** A scenario of the threat model: what it is called, and what its campaigns are drawn with. */
abstract class Scenario implements Role {
  static final Parameter START =
      Parameter.linear(
          "start", "share of the season", 0, 0.25, "that passes before the campaign begins");
  static final Parameter ARRIVAL =
      Parameter.linear("arrival", "days", 0.5, 5, "over which accounts are opened");
  static final Parameter DISPOSABLE =
      Parameter.linear("disposable", "share of accounts", 0, 0.4, "with a disposable e-mail");
  static final Parameter TEAMS =
      Parameter.linear(
          "teams", "share of accounts", 0, 0.5, "seats of organisations founded for it");
  static final Parameter PARAPHRASE =
      Parameter.whole(
          "paraphrase", "depth", 0, 1, "0 the same words each time, 1 synonyms, 2 said anew");

  private final String code;
  private final String name;
  private final String description;
  private final List<Parameter> parameters;

  /**
   * @param own beside those that every campaign has, or instead of one of them
   */
  Scenario(String code, String name, String description, Parameter... own) {
    this(code, name, description, List.of(), own);
  }

  /**
   * @param without those of every campaign that mean nothing here
   */
  Scenario(
      String code, String name, String description, List<Parameter> without, Parameter... own) {
    this.code = code;
    this.name = name;
    this.description = description;
    List<String> named = Stream.of(own).map(Parameter::name).toList();
    this.parameters =
        Stream.concat(
                Stream.of(START, ARRIVAL, DISPOSABLE, TEAMS)
                    .filter(one -> !named.contains(one.name()) && !without.contains(one)),
                Stream.of(own))
            .toList();
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
