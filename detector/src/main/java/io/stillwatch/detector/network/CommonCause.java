package io.stillwatch.detector.network;

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
  SDK("a client that many have, such as a public SDK"),
  TASKS("the same questions, as in a course or among the users of an app"),
  POPULAR("a prompt that many used before"),
  ADOPTION("a new tool that customers of before took up"),
  PAYER("one payer"),
  FAMILY("families with a card"),
  LAUNCH("a launch or a course with a start"),
  SHARED_NETWORK("carriers, campuses and proxies that strangers share"),
  ROUTINE("one schedule"),
  DECISION("decisions of the platform, which may follow from these findings");

  static final double MOST = 0.8;
  private static final double MANY = 0.5;
  private static final double SOME = 0.3;

  /** Accounts that a household pays with one card. */
  static final int HOUSEHOLD = 3;

  /** Of the questions, that several ask. */
  private static final double COMMON = 0.25;

  private final String text;

  CommonCause(String text) {
    this.text = text;
  }

  /** For people. Empty: nothing explains it. */
  String text() {
    return text;
  }

  /** What explains a finding, given all that the candidate's members share. */
  static CommonCause of(
      Trait trait, Map<Trait, Finding> findings, PooledTasks tasks, Circumstances known) {
    return switch (trait) {
      case INSTRUMENT_SHARED -> ofCards(findings, known);
      case INSTRUMENT_CROWDED -> PAYER;
      case ISSUER_CROWDED -> ofIssuer(findings, known.countriesKnown());
      case EMAIL_CROWDED -> INSTITUTION;
      case SIGN_UP_BURST -> LAUNCH;
      case ADDRESS_CROWDED -> SITE;
      case ADDRESS_SHARED -> isAtOneSite(findings) ? SITE : SHARED_NETWORK;
      case CLIENT_CROWDED -> known.ownClient() ? APP : SDK;
      case EVEN_LOAD -> ofEvenLoad(findings, tasks, known);
      case ARTEFACT_SHARED -> ofGroup(findings, tasks);
      case CLOSED -> DECISION;
    };
  }

  /** What explains the content, if nothing else speaks against it. */
  static CommonCause ofContent(
      Map<Trait, Finding> findings, PooledTasks tasks, Circumstances known) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    if (isOneInstitution(findings)) {
      return INSTITUTION;
    }
    if (known.ownClient()) {
      return APP;
    }
    return areCommon(tasks) ? TASKS : ofUsers(known, MANY);
  }

  /**
   * What explains that nobody asks what another asks: who uses an app, or a prompt that is known,
   * has affairs of his own. But not as many as everybody else.
   */
  static CommonCause ofPartition(
      Map<Trait, Finding> findings, PooledTasks tasks, Circumstances known) {
    if (known.ownClient() && share(findings, Trait.INSTRUMENT_SHARED) < MANY) {
      return APP;
    }
    if (known.novel()) {
      return ofUsers(known, SOME);
    }
    return haveOneLoad(findings) && ofEvenLoad(findings, tasks, known) == NONE ? NONE : POPULAR;
  }

  /** What explains that accounts of one place or one course do something together. */
  static CommonCause ofGroup(Map<Trait, Finding> findings, PooledTasks tasks) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    return isOneInstitution(findings) ? INSTITUTION : areCommon(tasks) ? TASKS : NONE;
  }

  private static CommonCause ofUsers(Circumstances known, double customersOfBefore) {
    return known.popular() ? POPULAR : known.knownMembers() >= customersOfBefore ? ADOPTION : NONE;
  }

  /**
   * People who have the same to do, and programs of one schedule, do as much: an app's, or some of
   * those who have a prompt that is known. But these pay each for himself.
   */
  private static CommonCause ofEvenLoad(
      Map<Trait, Finding> findings, PooledTasks tasks, Circumstances known) {
    CommonCause group = ofGroup(findings, tasks);
    if (group != NONE) {
      return group;
    }
    if (share(findings, Trait.EVEN_LOAD) < MANY) {
      return ROUTINE;
    }
    if (stands(findings, Trait.INSTRUMENT_SHARED) && ofCards(findings, known) == NONE) {
      return NONE;
    }
    if (known.ownClient()) {
      return ROUTINE;
    }
    return known.popular() && haveOneLoad(findings) ? NONE : ofUsers(known, SOME);
  }

  private static CommonCause ofCards(Map<Trait, Finding> findings, Circumstances known) {
    if (isPaidByOne(findings)) {
      return PAYER;
    }
    if (isCampus(findings)) {
      return SITE;
    }
    int mostOfOne = Objects.requireNonNull(findings.get(Trait.INSTRUMENT_CROWDED)).sharing();
    boolean areFew = known.byCards() || share(findings, Trait.INSTRUMENT_SHARED) < MANY;
    return mostOfOne <= HOUSEHOLD && areFew ? FAMILY : NONE;
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

  private static boolean haveOneLoad(Map<Trait, Finding> findings) {
    return stands(findings, Trait.EVEN_LOAD) && share(findings, Trait.EVEN_LOAD) >= MOST;
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
