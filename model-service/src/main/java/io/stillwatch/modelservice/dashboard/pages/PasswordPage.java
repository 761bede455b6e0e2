package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Person;
import io.stillwatch.modelservice.dashboard.people.SignedIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes one's own password. Every session of the person ends with it, this one too. */
@Controller
final class PasswordPage {
  private final People people;

  PasswordPage(People people) {
    this.people = people;
  }

  @GetMapping("/password")
  String show(Authentication me, Model model) {
    requirePassword(me);
    model.addAttribute(
        "first", people.find(me.getName()).filter(Person::mustChangePassword).isPresent());
    return "password";
  }

  @PostMapping("/password")
  String change(
      @RequestParam String present,
      @RequestParam String chosen,
      @RequestParam String again,
      Authentication me,
      HttpServletRequest request,
      Model model)
      throws ServletException {
    requirePassword(me);
    try {
      if (!chosen.equals(again)) {
        throw new IllegalArgumentException("the new password was typed in two ways");
      }
      people.changePassword(me.getName(), present, chosen);
    } catch (IllegalArgumentException refused) {
      model.addAttribute("refused", Refusal.reason(refused));
      return show(me, model);
    }
    request.getSession().invalidate();
    return "redirect:/sign-in?changed";
  }

  /** Whom a provider knows may be called as somebody here is, and is another. */
  private static void requirePassword(Authentication me) {
    if (!(me.getPrincipal() instanceof SignedIn)) {
      throw new IllegalArgumentException("the password is kept by the provider, not here");
    }
  }
}
