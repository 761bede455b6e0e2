package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.networks.NetworkCases;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What analysts decide of a network: what it is, how far they are, and whose it is. */
@Controller
final class NetworkCasePage {
  private static final int CHARACTERS_OF_A_DAY = 10;
  private static final int LONGEST_ID = 200;

  private final NetworkCases cases;

  NetworkCasePage(NetworkCases cases) {
    this.cases = cases;
  }

  @PostMapping("/network/label")
  String label(
      @RequestParam String id,
      @RequestParam String label,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String until,
      Authentication me,
      RedirectAttributes answer) {
    return answer(
        id,
        answer,
        () -> {
          cases.label(actor(me), id, labelOf(label), reason, endOf(until));
          answer.addFlashAttribute(
              "done", label.equals("none") ? "the label was taken away" : "labelled " + label);
        });
  }

  @PostMapping("/network/case")
  String change(
      @RequestParam String id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam @Nullable String owner,
      Authentication me,
      RedirectAttributes answer) {
    return answer(
        id,
        answer,
        () -> {
          cases.update(actor(me), id, stateOf(state), owner == null ? null : owner.strip());
          answer.addFlashAttribute("done", "the case was changed");
        });
  }

  /** Back to the network; an address takes no name of any length. */
  private static String answer(String id, RedirectAttributes answer, Runnable work) {
    if (id.length() > LONGEST_ID) {
      throw new NotThere("network", id);
    }
    answer.addAttribute("id", id);
    return Refusal.answer("/network", answer, work);
  }

  private static NetworkLabel labelOf(String word) {
    return word.equals("none") ? NetworkLabel.NETWORK_LABEL_UNSPECIFIED : CaseReading.labelOf(word);
  }

  private static NetworkCaseState stateOf(String word) {
    return word.isEmpty()
        ? NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED
        : CaseReading.stateOf(word);
  }

  /** A label counts to the end of the day that was given. Empty: for ever. */
  private static @Nullable Instant endOf(String day) {
    if (day.isEmpty()) {
      return null;
    }
    try {
      if (day.length() > CHARACTERS_OF_A_DAY) {
        throw new DateTimeException("a year of more than four digits");
      }
      return LocalDate.parse(day).atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noDay) {
      throw new IllegalArgumentException(
          "a label ends on a day such as 2026-12-31, not \"" + NotThere.shown(day) + '"', noDay);
    }
  }

  private static Actor actor(Authentication me) {
    return Actor.person(me.getName());
  }
}
