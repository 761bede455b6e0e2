package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import java.util.Map;
import java.util.Objects;

/**
 * The honest reasons for which many accounts show the same content and more: each explains several
 * families of evidence at once, so those do not confirm one another. What only a cause among these
 * shows is never evidence of a network on its own; ways of paying are.
 */
enum CommonCause {
  NONE(""),
  SITE("one site, such as a class or an office"),
  INSTITUTION("one institution"),
  APP("one app that ships prompt and client"),
  TASKS("the same questions, as in a course or among the users of an app"),
  POPULAR("a prompt that many used before"),
  ADOPTION("a new tool that customers of before took up"),
  PAYER("one payer"),
  FAMILY("families with a card"),
  LAUNCH("a launch or a course with a start"),
  SHARED_NETWORK("carriers, campuses and proxies that strangers share"),
  ROUTINE("one schedule"),
  DECISION("decisions of the platform, which may follow from these findings");

  private static final double MOST = 0.8;
  private static final double MANY = 0.5;
  private static final double SOME = 0.3;

  /** Accounts that a household pays with one card. */
  private static final int HOUSEHOLD = 3;

  /** Of the questions, that several ask. */
  private static final double COMMON = 0.25;

  private final String text;

  CommonCause(String text) {
    this.text = text;
  }

  /**
   * What was there before the day.
   *
   * @param novel whether some of the content had hardly any users
   * @param popular whether all of it had many
   * @param knownMembers the share of the units that were customers, whatever they asked
   */
  record Before(boolean novel, boolean popular, double knownMembers) {}

  /** For people. Empty: nothing explains it. */
  String text() {
    return text;
  }

  /** What explains a finding, given all that the candidate's members share. */
  static CommonCause of(
      Trait trait,
      Map<Trait, Finding> findings,
      PooledTasks tasks,
      Before before,
      boolean countriesKnown) {
    return switch (trait) {
      case INSTRUMENT_SHARED -> ofCards(findings);
      case INSTRUMENT_CROWDED -> PAYER;
      case ISSUER_CROWDED -> ofIssuer(findings, countriesKnown);
      case EMAIL_CROWDED -> INSTITUTION;
      case SIGN_UP_BURST -> LAUNCH;
      case ADDRESS_CROWDED -> SITE;
      case ADDRESS_SHARED -> isAtOneSite(findings) ? SITE : SHARED_NETWORK;
      case CLIENT_CROWDED -> APP;
      case EVEN_LOAD -> ofEvenLoad(findings, tasks, before);
      case ARTEFACT_SHARED -> ofGroup(findings, tasks);
      case CLOSED -> DECISION;
    };
  }

  /** What explains the content, if nothing else speaks against it. */
  static CommonCause ofContent(Map<Trait, Finding> findings, PooledTasks tasks, Before before) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    if (isOneInstitution(findings)) {
      return INSTITUTION;
    }
    if (hasOneClient(findings)) {
      return APP;
    }
    return areCommon(tasks) ? TASKS : ofBefore(before, MANY);
  }

  /**
   * What explains that nobody asks what another asks: who uses an app, or a prompt that is known,
   * has affairs of his own.
   */
  static CommonCause ofPartition(Map<Trait, Finding> findings, Before before) {
    return hasOneClient(findings) && share(findings, Trait.INSTRUMENT_SHARED) < MANY
        ? APP
        : before.novel() ? ofBefore(before, SOME) : POPULAR;
  }

  /** What explains that accounts of one place or one course do something together. */
  static CommonCause ofGroup(Map<Trait, Finding> findings, PooledTasks tasks) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    return isOneInstitution(findings) ? INSTITUTION : areCommon(tasks) ? TASKS : NONE;
  }

  private static CommonCause ofBefore(Before before, double known) {
    return before.popular() ? POPULAR : before.knownMembers() >= known ? ADOPTION : NONE;
  }

  /** Whether so many accounts have a country that honest sets could be matched by it. */
  static boolean countriesKnown(Candidate candidate, Population today) {
    int known = 0;
    for (int member : candidate.representatives()) {
      FeatureVector vector = today.vector(member);
      known += vector.account().country().isEmpty() ? 0 : 1;
    }
    return known >= MOST * candidate.representatives().length;
  }

  /**
   * People who have the same to do, and programs of one schedule, do as much: an app's, or those of
   * a prompt that is known. But these pay each for himself.
   */
  private static CommonCause ofEvenLoad(
      Map<Trait, Finding> findings, PooledTasks tasks, Before before) {
    CommonCause group = ofGroup(findings, tasks);
    if (group != NONE) {
      return group;
    }
    if (share(findings, Trait.EVEN_LOAD) < MANY) {
      return ROUTINE;
    }
    if (stands(findings, Trait.INSTRUMENT_SHARED) && ofCards(findings) == NONE) {
      return NONE;
    }
    return hasOneClient(findings) ? ROUTINE : ofBefore(before, SOME);
  }

  private static CommonCause ofCards(Map<Trait, Finding> findings) {
    if (isPaidByOne(findings)) {
      return PAYER;
    }
    if (isCampus(findings)) {
      return SITE;
    }
    int mostOfOne = Objects.requireNonNull(findings.get(Trait.INSTRUMENT_CROWDED)).sharing();
    return mostOfOne <= HOUSEHOLD && share(findings, Trait.INSTRUMENT_SHARED) < MANY
        ? FAMILY
        : NONE;
  }

  private static CommonCause ofIssuer(Map<Trait, Finding> findings, boolean countriesKnown) {
    if (isPaidByOne(findings)) {
      return PAYER;
    }
    if (isAtOneSite(findings) || !countriesKnown) {
      return SITE;
    }
    return isOneInstitution(findings) ? INSTITUTION : NONE;
  }

  private static boolean hasOneClient(Map<Trait, Finding> findings) {
    return stands(findings, Trait.CLIENT_CROWDED) && share(findings, Trait.CLIENT_CROWDED) >= MANY;
  }

  private static boolean stands(Map<Trait, Finding> findings, Trait trait) {
    return Objects.requireNonNull(findings.get(trait)).stands();
  }

  private static boolean areCommon(PooledTasks tasks) {
    return tasks.common() >= COMMON;
  }

  private static boolean isPaidByOne(Map<Trait, Finding> findings) {
    return share(findings, Trait.INSTRUMENT_CROWDED) >= MOST;
  }

  private static boolean isCampus(Map<Trait, Finding> findings) {
    return share(findings, Trait.ADDRESS_CROWDED) >= MANY && isOneInstitution(findings);
  }

  private static boolean isAtOneSite(Map<Trait, Finding> findings) {
    return share(findings, Trait.ADDRESS_CROWDED) >= SOME;
  }

  private static boolean isOneInstitution(Map<Trait, Finding> findings) {
    Finding email = Objects.requireNonNull(findings.get(Trait.EMAIL_CROWDED));
    return email.stands() && email.share() >= MANY;
  }

  private static double share(Map<Trait, Finding> findings, Trait trait) {
    return Objects.requireNonNull(findings.get(trait)).share();
  }
}
