package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.dashboard.people.People;
import io.stillwatch.modelservice.dashboard.people.Role;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may sign in with a password. */
@Controller
final class PeoplePage {
  private final People people;

  PeoplePage(People people) {
    this.people = people;
  }

  @GetMapping("/people")
  String show(Model model) {
    model.addAttribute("people", people.all());
    model.addAttribute("roles", Role.values());
    model.addAttribute("clock", Clock.systemUTC().instant());
    return "people";
  }

  @PostMapping("/people/add")
  String add(
      @RequestParam String name,
      @RequestParam String role,
      Authentication me,
      RedirectAttributes answer) {
    String person = name.strip().toLowerCase(Locale.ROOT);
    return withPassword(person, () -> people.add(person, Role.of(role), actor(me)), answer);
  }

  @PostMapping("/people/reset")
  String reset(@RequestParam String name, Authentication me, RedirectAttributes answer) {
    return withPassword(name, () -> reset(name, me), answer);
  }

  /** Of somebody else: one's own session would end before it shows the new password. */
  private String reset(String name, Authentication me) {
    if (name.equals(me.getName())) {
      throw new IllegalArgumentException("your own password is changed under Change password");
    }
    return people.resetPassword(name, actor(me));
  }

  @PostMapping("/people/change")
  String change(
      @RequestParam String name,
      @RequestParam String role,
      @RequestParam(defaultValue = "false") boolean disabled,
      Authentication me,
      RedirectAttributes answer) {
    return Refusal.answer(
        "/people",
        answer,
        () -> {
          people.change(name, Role.of(role), disabled, actor(me));
          answer.addFlashAttribute("done", name + " was changed; their sessions ended");
        });
  }

  /** Shown on the next page and never again. */
  private static String withPassword(
      String name, Supplier<String> work, RedirectAttributes answer) {
    return Refusal.answer(
        "/people",
        answer,
        () -> {
          answer.addFlashAttribute("secret", work.get());
          answer.addFlashAttribute("secretOf", "the first password of " + name);
        });
  }

  private static Actor actor(Authentication me) {
    return Actor.person(me.getName());
  }
}
