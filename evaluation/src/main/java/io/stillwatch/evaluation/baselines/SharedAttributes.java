package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Union and find over what accounts share: whoever has an address prefix, an instrument, a client
 * bundle, an e-mail pattern or a prompt frame in common is one group, and so are their groups. The
 * score is the natural logarithm of the group's accounts; 0 for an account alone. It is how open
 * detectors of such campaigns join accounts, and they leave nothing out. Here an attribute that
 * more than 50 accounts carry joins nobody, as hunting rules that count accounts by address draw
 * the line: else one popular client joins the platform. Even so most accounts end in one giant
 * group where each has two or three attributes that some others have, and a campaign whose one
 * common attribute is more popular than that falls apart. Costs one pass over all links.
 */
final class SharedAttributes implements Baseline {
  static final int MOST_CARRIERS = 50;

  private static final Set<LinkFamily> FAMILIES =
      EnumSet.of(
          LinkFamily.ADDRESS,
          LinkFamily.INSTRUMENT,
          LinkFamily.CLIENT,
          LinkFamily.EMAIL,
          LinkFamily.FRAME);

  @Override
  public String name() {
    return "union_find";
  }

  @Override
  public double[] scores(ScoredDay day) {
    Components components = components(day.today());
    double[] scores = new double[day.today().size()];
    for (int account = 0; account < scores.length; account++) {
      scores[account] = StrictMath.log(components.sizeOf(account));
    }
    return scores;
  }

  private Components components(List<FeatureVector> accounts) {
    Map<Attribute, Integer> carriers = new HashMap<>();
    accounts.forEach(v -> carried(v).forEach(one -> carriers.merge(one, 1, Integer::sum)));
    Components components = new Components(accounts.size());
    Map<Attribute, Integer> first = new HashMap<>();
    for (int account = 0; account < accounts.size(); account++) {
      for (Attribute attribute : carried(accounts.get(account))) {
        if (carriers.getOrDefault(attribute, 0) <= MOST_CARRIERS) {
          Integer other = first.putIfAbsent(attribute, account);
          components.join(account, other == null ? account : other);
        }
      }
    }
    return components;
  }

  private static Set<Attribute> carried(FeatureVector vector) {
    return Attribute.of(vector, FAMILIES, 0);
  }
}
