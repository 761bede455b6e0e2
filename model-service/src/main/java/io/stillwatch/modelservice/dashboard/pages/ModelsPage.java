package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.models.ModelStore;
import io.stillwatch.modelservice.models.Promotions;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.Promotion;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The registry: which models there are, which one judges, and who decided so. */
@Controller
final class ModelsPage {
  private final ModelStore models;
  private final Promotions promotions;

  ModelsPage(ModelStore models, Promotions promotions) {
    this.models = models;
    this.promotions = promotions;
  }

  @GetMapping("/models")
  String show(Model model) {
    model.addAttribute("models", models.all());
    model.addAttribute("promotions", models.promotions());
    return "models";
  }

  @PostMapping("/models/promote")
  String promote(
      @RequestParam String version,
      @RequestParam String reason,
      @RequestParam(defaultValue = "champion") String alias,
      @RequestParam(defaultValue = "false") boolean despiteGates,
      Authentication me,
      RedirectAttributes answer) {
    ActivateModelRequest request =
        ActivateModelRequest.newBuilder()
            .setVersion(version)
            .setReason(reason)
            .setAlias(alias(alias))
            .setDespiteGates(despiteGates)
            .build();
    return done(() -> promotions.activate(request, Actor.person(me.getName())), answer);
  }

  @PostMapping("/models/roll-back")
  String rollBack(@RequestParam String reason, Authentication me, RedirectAttributes answer) {
    return done(() -> promotions.rollBack(reason, Actor.person(me.getName())), answer);
  }

  private static String done(Supplier<Promotion> work, RedirectAttributes answer) {
    return Refusal.answer(
        "/models", answer, () -> answer.addFlashAttribute("done", words(work.get())));
  }

  private static String words(Promotion promotion) {
    return promotion.getVersion()
        + (promotion.getAlias() == ModelAlias.MODEL_ALIAS_CHAMPION
            ? " judges from now on"
            : " is the challenger");
  }

  private static ModelAlias alias(String word) {
    return switch (word) {
      case "champion" -> ModelAlias.MODEL_ALIAS_CHAMPION;
      case "challenger" -> ModelAlias.MODEL_ALIAS_CHALLENGER;
      default -> throw new IllegalArgumentException("no alias is called \"" + word + '"');
    };
  }
}
