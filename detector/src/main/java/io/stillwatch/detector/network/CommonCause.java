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
  LAUNCH("a launch or a course with a start"),
  SHARED_NETWORK("carriers, campuses and proxies that strangers share"),
  ROUTINE("one schedule"),
  DECISION("decisions of the platform, which may follow from these findings");

  private static final double MOST = 0.8;
  private static final double MANY = 0.5;
  private static final double SOME = 0.3;

  /** Of the questions, that several ask. */
  static final double COMMON = 0.1;

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
      Trait trait, Map<Trait, Finding> findings, PooledTasks tasks, boolean countriesKnown) {
    return switch (trait) {
      case INSTRUMENT_SHARED -> isPaidByOne(findings) ? PAYER : isCampus(findings) ? SITE : NONE;
      case INSTRUMENT_CROWDED -> PAYER;
      case ISSUER_CROWDED -> ofIssuer(findings, countriesKnown);
      case EMAIL_CROWDED -> INSTITUTION;
      case SIGN_UP_BURST -> LAUNCH;
      case ADDRESS_CROWDED -> SITE;
      case ADDRESS_SHARED -> isAtOneSite(findings) ? SITE : SHARED_NETWORK;
      case CLIENT_CROWDED -> APP;
      case EVEN_LOAD -> ofEvenLoad(findings, tasks);
      case ARTEFACT_SHARED -> NONE;
      case CLOSED -> DECISION;
    };
  }

  /** What explains the content, if nothing else speaks against it. */
  static CommonCause ofContent(
      Map<Trait, Finding> findings,
      PooledTasks tasks,
      boolean wasThereBefore,
      double knownMembers) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    if (isOneInstitution(findings)) {
      return INSTITUTION;
    }
    if (isOneApp(findings)) {
      return APP;
    }
    return areCommon(tasks)
        ? TASKS
        : wasThereBefore ? POPULAR : knownMembers >= MANY ? ADOPTION : NONE;
  }

  /**
   * What explains that nobody asks what another asks: who uses an app, or a prompt that is known,
   * has affairs of his own.
   */
  static CommonCause ofPartition(
      Map<Trait, Finding> findings, boolean wasThereBefore, double knownMembers) {
    return isOneApp(findings)
        ? APP
        : wasThereBefore ? POPULAR : knownMembers >= SOME ? ADOPTION : NONE;
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
   * People who have the same to do, and programs of one schedule, do as much. An app's users pay
   * each for himself.
   */
  private static CommonCause ofEvenLoad(Map<Trait, Finding> findings, PooledTasks tasks) {
    if (isAtOneSite(findings)) {
      return SITE;
    }
    if (isOneInstitution(findings)) {
      return INSTITUTION;
    }
    if (areCommon(tasks)) {
      return TASKS;
    }
    return isOneApp(findings) || share(findings, Trait.EVEN_LOAD) < MANY ? ROUTINE : NONE;
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

  /** Strangers who run one app share no cards. */
  private static boolean isOneApp(Map<Trait, Finding> findings) {
    Finding cards = Objects.requireNonNull(findings.get(Trait.INSTRUMENT_SHARED));
    return share(findings, Trait.CLIENT_CROWDED) >= MANY
        && (!cards.stands() || isPaidByOne(findings));
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
