package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.Network;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Which networks were asked for, in which order, in the words of the address. */
public record NetworkQuestion(
    @Nullable String order,
    @Nullable String standing,
    @Nullable String state,
    @Nullable String owner,
    @Nullable String label,
    @Nullable String after) {
  static final List<String> STANDINGS = List.of("verified", "suspected", "explained");
  static final List<String> STATES = List.of("open", "in review", "acted", "closed");
  static final List<String> OWNERS = List.of("mine", "nobody");
  static final List<String> LABELS = List.of("none", "confirmed", "benign", "wrong");
  private static final Map<String, Comparator<Network>> ORDERS =
      Map.of(
          "worst",
              Comparator.comparing(NetworkStanding::of)
                  .thenComparing(Network::getOutputTokens7D)
                  .reversed(),
          "tokens", Comparator.comparing(Network::getOutputTokens7D).reversed(),
          "exchanges", Comparator.comparing(Network::getExchanges7D).reversed(),
          "members", Comparator.comparing(Network::getMembersCount).reversed(),
          "confidence",
              Comparator.comparing(
                      (Network network) -> network.hasConfidence() ? network.getConfidence() : -1)
                  .reversed(),
          "newest",
              Comparator.comparing((Network network) -> network.getFirstSeen().getSeconds())
                  .reversed());

  /** Throws IllegalArgumentException for a word that is none. */
  public NetworkQuestion {
    requireOneOf(STANDINGS, standing, "no standing is called \"%s\"");
    requireOneOf(STATES, state, "no state of a case is called \"%s\"");
    requireOneOf(OWNERS, owner, "an owner is \"mine\" or \"nobody\", not \"%s\"");
    requireOneOf(LABELS, label, "no label is called \"%s\"");
    requireOneOf(List.copyOf(ORDERS.keySet()), order, "networks cannot be sorted by \"%s\"");
  }

  /** The order that was chosen, or the usual one: what needs a person comes first. */
  public String chosenOrder() {
    return text(order).isEmpty() ? "worst" : text(order);
  }

  /** Whether it asks for less than all. */
  public boolean isNarrow() {
    return !(text(standing) + text(state) + text(owner) + text(label)).isEmpty();
  }

  /**
   * Those that it asks for, in its order.
   *
   * @param me who asks
   * @param now labels that expired by then count no more
   */
  List<Network> of(List<Network> networks, String me, Instant now) {
    return sorted(
        networks.stream().filter(network -> fits(network, me, now)).toList(), chosenOrder(), now);
  }

  /** What needs a person first, then by standing; among equals, who took most comes first. */
  static List<Network> byHarm(List<Network> networks, Instant now) {
    return sorted(networks, "worst", now);
  }

  /** What page tokens hold for. */
  int digest() {
    return Objects.hash(
        chosenOrder(), text(standing), text(state), text(owner), text(label), "networks");
  }

  private static List<Network> sorted(List<Network> networks, String order, Instant now) {
    Comparator<Network> chosen = Objects.requireNonNull(ORDERS.get(order));
    Comparator<Network> first =
        order.equals("worst")
            ? Comparator.comparing((Network network) -> !CaseReading.awaits(network, now))
                .thenComparing(chosen)
            : chosen;
    return networks.stream().sorted(first.thenComparing(Network::getId)).toList();
  }

  private boolean fits(Network network, String me, Instant now) {
    CaseReading decision = CaseReading.of(network, now);
    String named = NetworkStanding.of(network).name();
    String labelled = decision.label().isEmpty() ? "none" : decision.label();
    return (text(standing).isEmpty() || text(standing).equalsIgnoreCase(named))
        && (text(state).isEmpty() || text(state).equals(decision.state()))
        && (text(label).isEmpty() || text(label).equals(labelled))
        && isOwned(decision.owner(), me);
  }

  private boolean isOwned(String by, String me) {
    return switch (text(owner)) {
      case "mine" -> by.equals(me);
      case "nobody" -> by.isEmpty();
      default -> true;
    };
  }

  /** The address of the same question with another value of one kind. */
  public String with(String name, String value) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/networks");
    add(address, "order", name.equals("order") ? value : text(order));
    add(address, "standing", text(standing));
    add(address, "state", text(state));
    add(address, "owner", text(owner));
    add(address, "label", text(label));
    add(address, "after", name.equals("after") ? value : "");
    return address.encode().build().toUriString();
  }

  private static void add(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }
  }

  private static void requireOneOf(List<String> words, @Nullable String word, String refusal) {
    if (!text(word).isEmpty() && !words.contains(text(word))) {
      throw new IllegalArgumentException(String.format(refusal, NotThere.shown(text(word))));
    }
  }

  private static String text(@Nullable String given) {
    return Optional.ofNullable(given).orElse("");
  }
}
