package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.network.CoordinatedSharing.Pair;
import io.stillwatch.detector.network.CoordinatedSharing.Share;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Discovery's stages on real people: who shared which link when on Twitter before the German
 * election of 2021 (34,791 shares of 10,041 accounts), held against the groups of the published
 * method. Nobody knows who was coordinated there. The figures go to {@code target/coortweet-*.txt};
 * docs/evaluation.md cites them. The folder of data is the system property {@code stillwatch.data},
 * else {@code shared/data} above the repository.
 */
@Tag("reference-data")
class CoordinatedSharingTest {
  private static final int SECONDS = 60;
  private static final int TIMES = 2;
  private static final int DAY = 86_400;
  private static final int PLACES = 32;
  private static final int BAND_BITS = 16;
  private static final int BANDS_A_WORD = 4;

  private final CoordinatedSharing sharing = read();
  private final Set<Pair> reference = sharing.pairs(SECONDS, TIMES);

  @Test
  void sharedAccounts_burstsOfOneLink_areThePairsOfThePublishedMethod() throws IOException {
    Map<Integer, Set<Integer>> bursts = sharing.bursts(SECONDS, TIMES);
    List<Integer> accounts = List.copyOf(bursts.keySet());
    List<int[]> sets =
        bursts.values().stream()
            .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    int most = bursts.values().stream().flatMap(Set::stream).mapToInt(n -> n).max().orElseThrow();
    Set<Pair> found = new HashSet<>();
    new SharedAccounts(sets, most + 1)
        .forEachPair(
            (one, other, times) -> {
              if (times >= TIMES) {
                found.add(Pair.of(accounts.get(one), accounts.get(other)));
              }
            });

    String text = write("counted", found);
    assertThat(precision(found)).as(text).isGreaterThan(0.9);
    assertThat(recall(found)).as(text).isEqualTo(1);
    assertThat(sizes(found)).as(text).startsWith(12, 10, 5, 4, 3);
  }

  /** Whoever does nearly all together with others is as one prompt frame: a sharper question. */
  @Test
  void frameClusters_burstsAsTokensOfAFrame_areAmongThePairsOfThePublishedMethod()
      throws IOException {
    Map<Integer, Frame> frames = new TreeMap<>();
    sharing.bursts(SECONDS, TIMES).forEach((account, of) -> frames.put(account, frame(of)));
    FrameClusters.Builder counted = new FrameClusters.Builder();
    frames.values().forEach(counted::add);
    FrameClusters clusters = counted.build();
    Set<Pair> found = new HashSet<>();
    frames.forEach(
        (one, frame) ->
            frames.forEach(
                (other, next) -> {
                  if (one < other && clusters.of(frame) == clusters.of(next)) {
                    found.add(new Pair(one, other));
                  }
                }));

    String text = write("frames", found);
    assertThat(precision(found)).as(text).isGreaterThan(0.75);
    assertThat(recall(found)).as(text).isGreaterThan(0.35);
    assertThat(sizes(found).get(0)).as(text).isLessThanOrEqualTo(12);
  }

  /**
   * Each link as an affix, each night the shares of a day. Links that turn hot are what is talked
   * of: most have an honest look, and no second kind of evidence is in the data.
   */
  @Test
  void discovery_everyNight_verifiesNobodyAndHasNoGiant() throws IOException {
    List<Share> shares = sharing.shares();
    long begin = shares.get(0).time() / DAY * DAY;
    long end = shares.get(shares.size() - 1).time();
    BaselineContent baseline = new BaselineContent();
    NetworkSnapshot found = NetworkSnapshot.getDefaultInstance();
    int networks = 0;
    int largest = 0;
    int verified = 0;
    for (long night = begin + 2 * DAY; night <= end; night += DAY) {
      baseline.add(Instant.ofEpochSecond(night - 2 * DAY), day(night - 2 * DAY));
      found =
          new Discovery(baseline, day(night - DAY), found, 1)
              .networks(Instant.ofEpochSecond(night));
      for (Network network : found.getNetworksList()) {
        networks++;
        largest = Math.max(largest, network.getMembersCount());
        verified += NetworkStanding.of(network) == NetworkStanding.VERIFIED ? 1 : 0;
      }
    }
    int union = largestUnion();
    String text =
        String.format(
            Locale.ROOT,
            "%d networks over the nights, %d verified, the largest with %d accounts; a union of all"
                + " who ever shared a link has %d",
            networks,
            verified,
            largest,
            union);
    Files.writeString(Path.of("target", "coortweet-nights.txt"), text);
    assertThat(verified).as(text).isZero();
    assertThat(networks).as(text).isGreaterThan(50);
    assertThat(largest).as(text).isLessThan(union / 10);
  }

  private List<FeatureVector> day(long begin) {
    Map<Integer, List<Share>> byAccount = new TreeMap<>();
    for (Share share : sharing.shares()) {
      if (share.time() >= begin && share.time() < begin + DAY) {
        byAccount.computeIfAbsent(share.account(), unused -> new ArrayList<>()).add(share);
      }
    }
    List<FeatureVector> vectors = new ArrayList<>();
    byAccount.forEach((account, own) -> vectors.add(vector(account, own, begin + DAY)));
    return vectors;
  }

  private static FeatureVector vector(int account, List<Share> shares, long asOf) {
    Map<Integer, Integer> times = new HashMap<>();
    shares.forEach(share -> times.merge(share.object(), 1, Integer::sum));
    List<LinkKey> links = new ArrayList<>();
    times.forEach(
        (object, count) ->
            links.add(new LinkKey(LinkFamily.AFFIX, object, (double) count / shares.size())));
    return new FeatureVector(
        new AccountProfile("account-" + account, "", "", 0, null, "", false, List.of()),
        Instant.ofEpochSecond(asOf),
        0,
        new double[FeatureCatalogue.size()],
        shares.size(),
        0,
        links,
        List.of());
  }

  private int largestUnion() {
    Map<Integer, Integer> first = new HashMap<>();
    Set<Pair> pairs = new HashSet<>();
    for (Share share : sharing.shares()) {
      Integer other = first.putIfAbsent(share.object(), share.account());
      if (other != null && other != share.account()) {
        pairs.add(Pair.of(other, share.account()));
      }
    }
    return sizes(pairs).get(0);
  }

  /** As a sketch makes it of a prompt's tokens. */
  private static Frame frame(Set<Integer> tokens) {
    long key = 0;
    long[] smallest = new long[PLACES];
    for (int place = 0; place < PLACES; place++) {
      smallest[place] = Long.MAX_VALUE;
      for (int token : tokens) {
        long value = Dice.mix(Dice.mix(token + 1L) + Dice.mix(place)) >>> 1;
        smallest[place] = Math.min(smallest[place], value);
      }
      key |= (smallest[place] & 3) << 2 * place;
    }
    long[] words = new long[PLACES / 2 / BANDS_A_WORD];
    for (int band = 0; band < PLACES / 2; band++) {
      long hash = Dice.mix(31 * smallest[2 * band] + smallest[2 * band + 1]) & 0xffff;
      words[band / BANDS_A_WORD] |= hash << BAND_BITS * (band % BANDS_A_WORD);
    }
    return new Frame(key, Arrays.stream(words).boxed().toList());
  }

  private double precision(Set<Pair> found) {
    return (double) found.stream().filter(reference::contains).count() / found.size();
  }

  private double recall(Set<Pair> found) {
    return (double) found.stream().filter(reference::contains).count() / reference.size();
  }

  private static List<Integer> sizes(Set<Pair> pairs) {
    return CoordinatedSharing.groups(pairs).stream().map(Set::size).toList();
  }

  private String write(String stage, Set<Pair> found) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d pairs, reference %d; precision %.3f, recall %.3f; groups %s, reference %s",
            stage,
            found.size(),
            reference.size(),
            precision(found),
            recall(found),
            sizes(found),
            sizes(reference));
    Files.writeString(Path.of("target", "coortweet-" + stage + ".txt"), text);
    return text;
  }

  private static CoordinatedSharing read() {
    try {
      Path file = Path.of("coortweet", "german_elections.csv.gz");
      return CoordinatedSharing.read(data().resolve(file), "url");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data() {
    String told = System.getProperty("stillwatch.data", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    Path above = Path.of("").toAbsolutePath();
    while (above != null && !Files.isDirectory(above.resolve("shared/data/coortweet"))) {
      above = above.getParent();
    }
    assertThat(above).as("a folder shared/data above %s", Path.of("").toAbsolutePath()).isNotNull();
    return above.resolve("shared/data");
  }
}
