package io.stillwatch.features.strands;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A body that was asked behind a cluster's frames on one day, and by whom. */
public final class BodyUse {
  /** Accounts that are told apart; beyond that it is only known that there were more. */
  public static final int MAX_ACCOUNTS = 16;

  private static final int[] NOBODY = {};

  private final long body;
  private long calls;
  private int[] accounts = NOBODY;
  private boolean more;

  BodyUse(long body) {
    this.body = body;
  }

  /** One as it was stored. Throws IllegalArgumentException for what none can be. */
  public BodyUse(long body, long calls, List<Integer> accounts, boolean more) {
    this(body);
    this.calls = calls;
    this.accounts = accounts.stream().mapToInt(Integer::intValue).toArray();
    this.more = more;
    boolean ascending =
        IntStream.range(1, this.accounts.length)
            .allMatch(i -> this.accounts[i - 1] < this.accounts[i]);
    if (body < 1 || body > 0xffff_ffffL || calls < 1 || !ascending) {
      throw new IllegalArgumentException("a body " + body + " of " + calls + " calls");
    }
    if (accounts.size() > MAX_ACCOUNTS) {
      throw new IllegalArgumentException(
          accounts.size() + " accounts of a body, at most " + MAX_ACCOUNTS);
    }
  }

  BodyUse copy() {
    return new BodyUse(body, calls, accounts(), more);
  }

  void add(int account) {
    calls++;
    int at = Arrays.binarySearch(accounts, account);
    if (at >= 0) {
      return;
    }
    if (accounts.length == MAX_ACCOUNTS) {
      more = true;
      accounts = smallest(account, -at - 1);
    } else {
      accounts = inserted(account, -at - 1);
    }
  }

  private int[] inserted(int account, int at) {
    int[] all = Arrays.copyOf(accounts, accounts.length + 1);
    System.arraycopy(accounts, at, all, at + 1, accounts.length - at);
    all[at] = account;
    return all;
  }

  /** Whose order does not matter, so that a replay gives the same. */
  private int[] smallest(int account, int at) {
    return at == MAX_ACCOUNTS ? accounts : Arrays.copyOf(inserted(account, at), MAX_ACCOUNTS);
  }

  boolean isOf(int account) {
    return Arrays.binarySearch(accounts, account) >= 0;
  }

  void forget(int account) {
    int at = Arrays.binarySearch(accounts, account);
    if (at >= 0) {
      int[] fewer = Arrays.copyOf(accounts, accounts.length - 1);
      System.arraycopy(accounts, at + 1, fewer, at, fewer.length - at);
      accounts = fewer;
    }
  }

  /** As {@link io.stillwatch.features.Identifiers#body}. */
  public long body() {
    return body;
  }

  /** Calls that asked it, of those that were seen. */
  public long calls() {
    return calls;
  }

  /** Who did, by {@link StrandDay#mark}, ascending; at most 16 of them. */
  public List<Integer> accounts() {
    return accounts.length == 0
        ? Collections.emptyList()
        : Arrays.stream(accounts).boxed().toList();
  }

  /** Whether others did, too. */
  public boolean more() {
    return more;
  }
}
